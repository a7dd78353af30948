package ai.babymusic.systemtests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A module of the reactor, its package, and the packages of other modules that it may see. */
enum Module {
  SCHEMAS("schemas", "schemas"),
  API_GATEWAY("api-gateway", "gateway"),
  WEBHOOK_INGEST("webhook-ingest", "ingest"),
  GENERATION_WORKER("generation-worker", "worker"),
  STREAK_PROJECTOR("streak-projector", "streaks"),
  CHANGE_RELAY("change-relay", "relay"),
  /** Knows the services only as processes. */
  LOCAL("local", "local");

  private static final String ROOT = "ai.babymusic.";

  private final String folder;
  private final String shortName;

  Module(String folder, String shortName) {
    this.folder = folder;
    this.shortName = shortName;
  }

  /** What Maven compiled of it, earlier in the reactor. */
  Path classFolder() {
    return Path.of("..", folder, "target", "classes");
  }

  boolean isCompiled() {
    return Files.isDirectory(classFolder());
  }

  JavaClasses classes() {
    return new ClassFileImporter().importPath(classFolder());
  }

  /** As ArchUnit writes a package and all below it. */
  String packages() {
    return ROOT + shortName + "..";
  }

  @Override
  public String toString() {
    return folder;
  }
}
