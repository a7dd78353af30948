package ai.babymusic.systemtests.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What everybody should have been told: each user's changes in the order of their commits. */
public final class Ledger {

  private final Administrator database;
  private final List<UUID> users;

  public Ledger(Administrator database, Collection<UUID> users) {
    this.database = database;
    this.users = List.copyOf(users);
  }

  /** Of each user, from the first one on. */
  Map<UUID, List<Change>> read() {
    return database
        .jdbc()
        .sql(
            """
            select key::uuid as user_id, type, payload->>'epoch' || '.' || seq as position,
                   (payload->'row'->>'id')::uuid as row
            from public.outbox
            where topic = 'changes.v1' and key = any(?)
            order by key, seq
            """)
        .param(users.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, _) ->
            new Change(
                row.getString("type"),
                row.getString("position"),
                row.getObject("row", UUID.class),
                row.getObject("user_id", UUID.class)))
        .list()
        .stream()
        .collect(Collectors.groupingBy(Change::user, LinkedHashMap::new, Collectors.toList()));
  }

  public long size() {
    return read().values().stream().mapToLong(List::size).sum();
  }

  /** The position of the user's last change. */
  String last(UUID user) {
    return read().getOrDefault(user, List.of()).getLast().position();
  }

  /** That the numbers, by which order and completeness are judged, can be relied on. */
  public void assertNumberedWithoutGaps() {
    read()
        .forEach((user, changes) -> {
          assertThat(changes.stream().map(Change::seq).toList())
              .as("numbers of " + user)
              .isEqualTo(LongStream.rangeClosed(1, changes.size()).boxed().toList());
          Set<String> epochs = new HashSet<>();
          changes.forEach(change -> epochs.add(change.position().replaceFirst("\\..*", "")));
          assertThat(epochs).as("numberings of " + user).hasSize(1);
        });
  }
}
