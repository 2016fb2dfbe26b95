package lab.obscura.keeping.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.FolderSize;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures what lies on the disk. Walking through folders takes its time, so an answer is good for a minute. */
@Component
final class DiskUsage {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;
    private final ObscuraProperties properties;
    private final DiskGuard guard;
    private final OldRuns old;
    private final Deletions deletions;
    private final PublishedSize published;
    private final Clock clock;
    private Optional<DiskView> last = Optional.empty();

    DiskUsage(
            JdbcClient jdbc,
            ObscuraProperties properties,
            DiskGuard guard,
            OldRuns old,
            Deletions deletions,
            PublishedSize published,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.guard = guard;
        this.old = old;
        this.deletions = deletions;
        this.published = published;
        this.clock = clock;
    }

    /** @param isFresh whether to measure again although the last answer is good */
    synchronized DiskView measure(boolean isFresh) {
        Instant now = clock.instant();
        DiskView view = last.filter(one -> !isFresh)
                .filter(one -> one.measuredAt().plus(GOOD_FOR).isAfter(now))
                .orElseGet(() -> measured(now, isFresh));
        last = Optional.of(view);
        return view;
    }

    private DiskView measured(Instant now, boolean isFresh) {
        FileStore disk = disk();
        try {
            return new DiskView(
                    now,
                    disk.getUsableSpace(),
                    disk.getTotalSpace(),
                    guard.leastFree(),
                    guard.shortage().orElse(null),
                    Stream.of(inDatabase(), inFolders(), inStore(isFresh))
                            .flatMap(List::stream)
                            .toList(),
                    List.of(archiving(), deleting()));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of obscura.home cannot be asked", e);
        }
    }

    private List<DiskView.Part> inDatabase() {
        return List.of(
                part("pictures", "Rebuilt images and originals, in PostgreSQL", pictures()),
                part("encoders", "Trained encoders and previews, in PostgreSQL", table("outcomes")),
                part("curves", "Learning curves, in PostgreSQL", table("curve_points")),
                part("events", "Logs and events of runs, in PostgreSQL", table("run_events")),
                part("scores", "Errors of single images, in PostgreSQL", table("attack_scores")),
                part("database", "Everything else in PostgreSQL", restOfDatabase()));
    }

    private List<DiskView.Part> inFolders() {
        return List.of(
                part("checkpoints", "Checkpoints of runs that are not done", FolderSize.of(properties.checkpoints())),
                part("attempts", "Files of attempts", FolderSize.of(properties.attempts())),
                new DiskView.Part(
                        "trainedNetworks",
                        "Trained networks, so that nobody trains them again",
                        FolderSize.of(properties.trained()),
                        properties.disk().trainedNetworks().toBytes()),
                part("datasets", "Data sets", FolderSize.of(properties.data().directory())));
    }

    /** Without a store there may still be what workers elsewhere have handed over. */
    private List<DiskView.Part> inStore(boolean isFresh) {
        OptionalLong bytes = published.bytes(isFresh);
        if (!published.isOn() && bytes.orElse(0) == 0) {
            return List.of();
        }
        String what = switch (properties.checkpoint().store()) {
            case NONE -> "Checkpoints that workers elsewhere have handed over";
            case FOLDER -> "Checkpoints that runs have published, in the shared folder";
            case S3 -> "Checkpoints that runs have published, in the object store";
        };
        return List.of(new DiskView.Part("published", what, bytes.isPresent() ? bytes.getAsLong() : null, null));
    }

    private FileStore disk() {
        try {
            return Files.getFileStore(Files.createDirectories(properties.home()));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of obscura.home cannot be asked", e);
        }
    }

    private static DiskView.Part part(String id, String what, long bytes) {
        return new DiskView.Part(id, what, bytes, null);
    }

    private long pictures() {
        return table("reconstructions") + table("gallery_images") + table("interim_pictures");
    }

    /** With its indexes and what PostgreSQL keeps beside it. */
    private long table(String name) {
        return jdbc.sql("select pg_total_relation_size(cast(:name as regclass))")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private long restOfDatabase() {
        long all = jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
        return all
                - pictures()
                - table("outcomes")
                - table("curve_points")
                - table("run_events")
                - table("attack_scores");
    }

    private DiskView.Rule archiving() {
        ObscuraProperties.Rule rule = properties.retention().archive();
        return rule("archive", rule, old.toArchive(rule, MOST).size(), 0, 0);
    }

    private DiskView.Rule deleting() {
        ObscuraProperties.Rule rule = properties.retention().delete();
        List<RunId> due = old.toDelete(rule, MOST);
        DeletionView deletion = deletions.look(due);
        return rule("delete", rule, deletion.runs(), deletion.refused().size(), deletion.bytes());
    }

    private static DiskView.Rule rule(String action, ObscuraProperties.Rule rule, int runs, int kept, long bytes) {
        return new DiskView.Rule(
                action, rule.isOn(), rule.states(), rule.after().toSeconds(), runs, kept, bytes);
    }
}
