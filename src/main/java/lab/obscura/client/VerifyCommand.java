package lab.obscura.client;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.JsonNode;

/** {@code obscura verify RUN [--url=ADDRESS]}: lets a service check a finished run again, and prints what it found. */
public final class VerifyCommand {

    private static final Set<String> OPTIONS = Set.of("url");

    private final Terminal terminal;
    private final Map<String, String> environment;

    /**
     * @param out for what was found
     * @param err for why nothing was
     * @param environment variables of the process: they say which service is meant and where tokens are kept
     */
    public VerifyCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.terminal = new Terminal(out, err, false);
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, OPTIONS);
        if (read.words().size() != 1) {
            throw new IllegalArgumentException("verify needs one run, as in: obscura verify latest");
        }
        ServiceCall.address(read.option("url", ServiceCall.DEFAULT_URL));
        return read;
    }

    /** Returns the code that the process shall end with: {@link ExitCode#DIFFERS} when something is not what it was. */
    public ExitCode run(Arguments arguments) {
        try {
            ServiceCall service = ServiceCall.of(arguments, environment);
            String run = ServiceCall.encoded(arguments.words().get(0));
            return print(service.json("POST", "/api/v1/runs/" + run + "/verify", ""));
        } catch (NotDone e) {
            terminal.complain(e.getMessage());
            return e.code();
        } catch (UncheckedIOException e) {
            terminal.complain("Cannot read " + NotDone.reason(e.getCause()));
            return ExitCode.UNAVAILABLE;
        }
    }

    private ExitCode print(JsonNode found) {
        for (JsonNode check : found.get("checks")) {
            String verdict =
                    check.get("verdict").asString().toLowerCase(Locale.ROOT).replace('_', ' ');
            terminal.say(verdict + ": " + check.get("what").asString() + ": "
                    + check.get("detail").asString());
        }
        boolean isOk = found.get("ok").asBoolean();
        terminal.say(isOk ? "Nothing differs" : "Something differs");
        return isOk ? ExitCode.SUCCEEDED : ExitCode.DIFFERS;
    }
}
