package lab.obscura.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that ask a running service, with their options and their page of help. */
public enum ClientVerb {
    SUBMIT(
            "FILE|-  or  --preset=NAME",
            "queue a definition, or a preset; --dry-run only looks, --project is for whom, --public shows it to everybody",
            "preset",
            "dry-run",
            "project",
            "public"),
    STUDY(
            "FILE|-",
            "queue a study; --dry-run only looks, --project is for whom, --public shows it to everybody",
            "dry-run",
            "project",
            "public"),
    LIST("[QUERY]", "the newest runs, or those that a search finds, as in state:failed", "limit"),
    SHOW("RUN", "one run: state, metrics, attacks"),
    WATCH("RUN", "a line whenever it changes, until it is over; ends with 10 when it failed, 5 when it was cancelled"),
    LOGS("RUN", "what it printed"),
    CANCEL("RUN", "end it"),
    RERUN("RUN", "queue it again"),
    COMPARE(
            "RUN RUN …",
            "settings in which runs differ, and their accuracy; --experiments takes experiments",
            "experiments"),
    BOARD("[DATASET]", "the data sets that have a board, or one board"),
    DOWNLOAD("RUN", "log, curves, scores, pictures and encoder as files of a folder (--out=DIR)", "out"),
    OPEN("[RUN]", "its page in a browser; without a terminal or a desktop its address is printed"),
    LOGIN("", "keep a token for the service; it is asked for, or read from standard input");

    /** Options that have no value. */
    static final Set<String> FLAGS = Set.of("json", "dry-run", "experiments", "public");

    private final String words;
    private final String meaning;
    private final Set<String> options;

    ClientVerb(String words, String meaning, String... options) {
        this.words = words;
        this.meaning = meaning;
        this.options =
                Stream.concat(Stream.of("url", "json"), Stream.of(options)).collect(Collectors.toUnmodifiableSet());
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> options() {
        return options;
    }

    public static Optional<ClientVerb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    /** All that are typed, in their order. */
    public static List<String> words() {
        return Stream.of(values()).map(ClientVerb::word).toList();
    }

    /** The page of help. */
    public String help() {
        String own = options.stream()
                .sorted()
                .map(option -> "--" + option + (FLAGS.contains(option) ? "" : "=…"))
                .collect(Collectors.joining(" "));
        return "obscura " + word() + " " + words + "\n\n" + meaning + "\n" + own
                + "\n\nThe service is that of --url, else of the variable OBSCURA_URL, else " + ServiceCall.DEFAULT_URL
                + ". A token is kept for it\nby obscura login, in the file that OBSCURA_TOKEN_FILE names, else ~/.config/obscura/tokens. RUN is an id or latest.\n"
                + "--json prints what the service answered.\n";
    }
}
