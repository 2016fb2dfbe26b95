package lab.obscura.cli.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.progress.RunContext;

/** Brings one set into a data directory. Files on their way lie in a hidden folder of it, which is no data set. */
public final class Fetching {

    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final PublishedSet set;
    private final Path data;

    public Fetching(PublishedSet set, Path data) {
        this.set = set;
        this.data = data;
    }

    /** Where files lie until all are there; those that somebody put there are taken. */
    public static Path arrivals(PublishedSet set, Path data) {
        return data.resolve(".fetch-" + set.id());
    }

    /** Where the set will lie. */
    public Path folder() {
        return data.resolve(set.id());
    }

    /** Whether something lies there. */
    public boolean isThere() throws IOException {
        return Arrival.isThere(folder());
    }

    /**
     * Downloads what is missing, checks it and puts it into its place.
     *
     * @param address what the names of the files are appended to
     * @throws DataException when what came is not what is published; it is deleted
     * @throws IOException when the files cannot be had or stored
     * @throws lab.obscura.engine.progress.CancelledException when somebody asked to stop; what has arrived stays
     */
    public void run(URI address, RunContext context) throws IOException {
        Path arrivals = Files.createDirectories(arrivals(set, data));
        long free = arrivals.toFile().getUsableSpace();
        if (free < 2 * set.bytes()) {
            throw new FileSystemException(arrivals.toString(), null, free / 1_000_000 + " MB are free");
        }
        long done = 0;
        for (PublishedFile file : set.files()) {
            double begin = done / (double) set.bytes();
            done += file.bytes();
            RunContext stage = context.stage(file.name(), begin, done / (double) set.bytes());
            Path path = arrivals.resolve(file.name());
            new Download(address.resolve(file.name()), file, path, SILENCE).run(stage);
            try {
                Arrival.check(file, path);
            } catch (DataException e) {
                Files.delete(path);
                throw e;
            }
        }
        context.stage("unpacking", 1, 1).progress(1);
        new Arrival(set, arrivals).settle(folder());
    }
}
