package lab.obscura.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.platform.Arguments;

/** The commands that ask a running service, with their options and their page of help. */
public enum ClientVerb {
    SUBMIT(
            "FILE|-  or  --preset=NAME",
            1,
            "queue a definition, or a preset; --dry-run only looks, --project is for whom, --public shows it to everybody",
            "preset",
            "dry-run",
            "project",
            "public"),
    STUDY(
            "FILE|-",
            1,
            "queue a study; --dry-run only looks, --project is for whom, --public shows it to everybody",
            "dry-run",
            "project",
            "public"),
    LIST("[QUERY]", Integer.MAX_VALUE, "the newest runs, or those that a search finds, as in state:failed", "limit"),
    SHOW("RUN", 1, "one run: state, metrics, attacks"),
    WATCH(
            "RUN",
            1,
            "a line whenever it changes, until it is over; ends with 10 when it failed, 5 when it was cancelled"),
    LOGS("RUN", 1, "what it printed"),
    CANCEL("RUN", 1, "end it"),
    RERUN("RUN", 1, "queue it again"),
    COMPARE(
            "RUN RUN …",
            Integer.MAX_VALUE,
            "settings in which runs differ, and their accuracy; --experiments takes experiments",
            "experiments"),
    BOARD("[DATASET]", 1, "the data sets that have a board, or one board"),
    DOWNLOAD("RUN", 1, "log, curves, scores, pictures and encoder as files of a folder (--out=DIR)", "out"),
    OPEN("[RUN]", 1, "its page in a browser; without a terminal or a desktop its address is printed"),
    LOGIN("", 0, "keep a token for the service; it is asked for, or read from standard input");

    /** Options that have no value. */
    static final Set<String> FLAGS = Set.of("json", "dry-run", "experiments", "public");

    private final String words;
    private final int most;
    private final String meaning;
    private final Set<String> options;

    /** @param most words that it takes beside options */
    ClientVerb(String words, int most, String meaning, String... options) {
        this.words = words;
        this.most = most;
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

    /** @throws IllegalArgumentException with a sentence for people: nothing is passed over, no word too many and no option without effect */
    void check(Arguments arguments) {
        if (arguments.words().size() > most) {
            throw new IllegalArgumentException(
                    word() + " takes " + (most == 0 ? "no word" : words) + ", was also given "
                            + arguments.words().get(most) + ". Leave it out, or put quotes around blanks");
        }
        if (arguments.has("public") && !arguments.has("project")) {
            throw new IllegalArgumentException(
                    "--public must stand beside --project: what is for no project is seen by everybody. Leave it out");
        }
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
