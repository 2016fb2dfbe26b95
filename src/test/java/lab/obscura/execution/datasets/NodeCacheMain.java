package lab.obscura.execution.datasets;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A worker of a node as a process: fetches the set {@code birds} slowly and says how many files it has fetched. */
final class NodeCacheMain {

    private NodeCacheMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var source = new FolderSource(Path.of(arguments[0]), 500);
        var cache = new NodeCache(Path.of(arguments[1]), 1000, () -> 1000, Duration.ofDays(7), Clock.systemUTC());
        SetListing birds = source.listing("birds", 0);
        cache.provide(birds, Path.of(arguments[2]).resolve("birds"), source, (set, done, missing) -> {});
        System.out.println(source.fetched);
    }
}
