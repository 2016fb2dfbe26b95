package lab.obscura.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import lab.obscura.cli.fetch.Fetching;
import lab.obscura.cli.fetch.PublishedFile;
import lab.obscura.cli.fetch.PublishedSet;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.Arguments;

/** {@code obscura fetch [SET] [--data=DIR] [--from=ADDRESS]}: brings a public data set into the data directory. */
public final class FetchCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final List<PublishedSet> offered;
    private final boolean terminal;
    private final BooleanSupplier stopped;

    /**
     * @param out for what arrives, and how far it is
     * @param err for why it does not
     * @param terminal whether {@code out} is one, where a bar can move
     */
    public FetchCommand(
            PrintStream out, PrintStream err, List<PublishedSet> offered, boolean terminal, BooleanSupplier stopped) {
        this.out = out;
        this.err = err;
        this.offered = List.copyOf(offered);
        this.terminal = terminal;
        this.stopped = stopped;
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("data", "from"));
        if (read.words().size() > 1) {
            throw new IllegalArgumentException("fetch brings one data set at a time, as in: obscura fetch cifar10");
        }
        if (!read.option("from", "http://").matches("https?://.*")) {
            throw new IllegalArgumentException(
                    "--from must be an address with http or https, as in --from=http://files.example/sets/, was "
                            + read.option("from", ""));
        }
        return read;
    }

    /** Without a name it says what there is. */
    public ExitCode run(Arguments arguments) {
        if (arguments.words().isEmpty()) {
            offered.forEach(set -> out.println(line(set)));
            return ExitCode.SUCCEEDED;
        }
        String id = arguments.words().get(0);
        return offered.stream()
                .filter(set -> set.id().equals(id))
                .findFirst()
                .map(set -> fetch(set, arguments))
                .orElseGet(() -> unknown(id));
    }

    private ExitCode unknown(String id) {
        List<String> ids = offered.stream().map(PublishedSet::id).toList();
        String hint = Nearest.to(id, ids)
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse(" Other sets are folders that you make: docs/adding-a-data-set.md");
        err.println("fetch knows " + String.join(", ", ids) + ", not " + id + "." + hint);
        return ExitCode.SETTINGS;
    }

    private ExitCode fetch(PublishedSet set, Arguments arguments) {
        Path data = Path.of(arguments.option("data", "data"));
        URI address = URI.create(arguments.option("from", set.address()).replaceFirst("/?$", "/"));
        out.println(line(set));
        out.println("Cite: " + set.citation());
        var bar = new ProgressBar(out, terminal, Clock.systemUTC());
        try {
            var fetching = new Fetching(set, data);
            if (fetching.isThere()) {
                out.println(fetching.folder() + " is there already. Delete it to fetch the set again");
                return ExitCode.SUCCEEDED;
            }
            fetching.run(address, RunContext.of(bar, stopped));
            bar.close();
            out.println("Ready: " + fetching.folder());
            return ExitCode.SUCCEEDED;
        } catch (CancelledException e) {
            bar.close();
            err.println("Stopped. The same command goes on where this one ended");
            return ExitCode.STOPPED;
        } catch (DataException e) {
            bar.close();
            err.println(e.getMessage());
            return ExitCode.DATA;
        } catch (FileSystemException e) {
            bar.close();
            err.println("Cannot write into " + data + ": " + reason(e) + ". It takes up to "
                    + 2 * set.bytes() / 1_000_000 + " MB there; --data chooses another folder");
            return ExitCode.DISK;
        } catch (IOException e) {
            bar.close();
            err.println(
                    "Cannot fetch " + set.title() + " from " + address + ": " + reason(e) + ". " + byHand(set, data));
            return ExitCode.UNAVAILABLE;
        }
    }

    private static String reason(IOException e) {
        String words = e.getMessage() == null ? "" : ", " + e.getMessage();
        return e.getClass().getSimpleName().replaceFirst("Exception$", "") + words;
    }

    /** What to do on a machine without Internet. */
    private static String byHand(PublishedSet set, Path data) {
        String files = set.files().stream().map(PublishedFile::toString).collect(Collectors.joining(", "));
        Path place = Fetching.arrivals(set, data);
        return "Without Internet here, download " + files + " from " + set.page()
                + " on another machine, put it into " + place
                + (Files.isDirectory(place) ? "" : " (make this folder)")
                + ", and give this command again: it checks and unpacks what it finds";
    }

    private static String line(PublishedSet set) {
        return String.format(
                Locale.ROOT, "%-14s %s, %.0f MB. Terms: %s", set.id(), set.title(), set.bytes() / 1e6, set.terms());
    }
}
