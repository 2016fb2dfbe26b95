package lab.obscura.client;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;

/** Runs one of the commands that ask a service. */
public final class ClientCommand {

    private static final long PAUSE_MILLIS = 2_000;

    /** What Java makes of a byte that is no letter in the locale. */
    private static final String LOST = "\ufffd";

    private final Map<String, String> environment;
    private final InputStream in;
    private final Terminal terminal;

    /**
     * @param environment variables of the process
     * @param isTerminal whether a person reads what is written
     */
    public ClientCommand(
            Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
        this.environment = Map.copyOf(environment);
        this.in = in;
        this.terminal = new Terminal(out, err, isTerminal);
    }

    /**
     * What the command line may name. Options without a value are read as if they had one.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static Arguments read(ClientVerb verb, String[] arguments) {
        String[] whole = Stream.of(arguments).map(ClientCommand::whole).toArray(String[]::new);
        Arguments read = Arguments.read(whole, verb.options());
        verb.check(read);
        return read;
    }

    private static String whole(String word) {
        if (word.contains(LOST)) {
            throw new IllegalArgumentException("The locale of this process cannot carry the letters of " + word
                    + ". Set it for the command, as in: LC_ALL=C.UTF-8 obscura list");
        }
        String name = word.startsWith("--") ? word.substring(2).split("=", 2)[0] : "";
        if (!ClientVerb.FLAGS.contains(name)) {
            return word;
        }
        if (word.contains("=")) {
            throw new IllegalArgumentException("Option --" + name + " takes no value, was " + word
                    + ". Leave out what begins at =, or the whole option");
        }
        return word + "=true";
    }

    /** Returns the code that the process shall end with. */
    public ExitCode run(ClientVerb verb, Arguments arguments) {
        try {
            return run(verb, arguments, ServiceCall.of(arguments, environment));
        } catch (NotDone e) {
            terminal.complain(e.getMessage());
            return e.code();
        } catch (UncheckedIOException e) {
            terminal.complain("Cannot read or write " + NotDone.reason(e.getCause()));
            return ExitCode.UNAVAILABLE;
        }
    }

    private ExitCode run(ClientVerb verb, Arguments arguments, ServiceCall service) {
        var runs = new RunVerbs(
                service, terminal, ClientCommand::pause, Browser.of(environment, System.getProperty("os.name", "")));
        var posts = new PostVerbs(service, terminal, in);
        return switch (verb) {
            case SUBMIT -> posts.submit(arguments);
            case STUDY -> posts.study(arguments);
            case COMPARE -> posts.compare(arguments);
            case BOARD -> posts.board(arguments);
            case LIST -> runs.list(arguments);
            case SHOW -> runs.show(arguments);
            case WATCH -> runs.watch(arguments);
            case LOGS -> runs.logs(arguments);
            case CANCEL -> runs.cancel(arguments);
            case RERUN -> runs.rerun(arguments);
            case DOWNLOAD -> runs.download(arguments);
            case OPEN -> runs.open(arguments);
            case LOGIN -> new LoginVerb(service, TokenFile.of(environment), terminal, this::typed).run(arguments);
        };
    }

    private String typed() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(one -> terminal.isTerminal());
        if (console.isPresent()) {
            return Optional.ofNullable(console.get().readPassword("Token (obs_…): "))
                    .map(String::new)
                    .orElse("");
        }
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone(ExitCode.STOPPED, "Interrupted");
        }
    }
}
