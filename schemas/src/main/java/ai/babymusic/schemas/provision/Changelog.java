package ai.babymusic.schemas.provision;

import java.sql.Connection;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings the tables up to date. Called under the advisory lock, so nobody else runs Liquibase. */
final class Changelog {

  private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

  private Changelog() {}

  static void update(Connection connection) throws Exception {
    // A line a changeset is for those who debug Liquibase.
    LIQUIBASE_LOG.setLevel(Level.WARNING);
    // Liquibase would tell its makers how it is used.
    System.setProperty("liquibase.analytics.enabled", "false");
    Map<String, Object> scope =
        Map.of(
            Scope.Attr.ui.name(), new LoggerUIService(),
            Scope.Attr.resourceAccessor.name(),
                new ClassLoaderResourceAccessor(Changelog.class.getClassLoader()));
    Scope.child(
        scope,
        () -> {
          Database database =
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection));
          // A lock that stands here was left by a run that was killed.
          LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
          new CommandScope(UpdateCommandStep.COMMAND_NAME)
              .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
              .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "db/changelog.yaml")
              .execute();
        });
  }
}
