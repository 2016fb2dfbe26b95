package lab.obscura.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;

/** The client as a program of its own: the commands that ask a service, without loading anything of the service. */
public final class ClientProgram {

    private static final Set<String> HELP = Set.of("--help", "-h");

    private ClientProgram() {}

    /** The same as {@code obscura} with these arguments, when the first one is a command of the client. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // as the whole program does
        ExitCode code = run(arguments);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code.code());
    }

    private static ExitCode run(String[] arguments) {
        List<String> words = List.of(arguments);
        try {
            ClientVerb verb = words.stream()
                    .findFirst()
                    .flatMap(ClientVerb::of)
                    .orElseThrow(() -> new IllegalArgumentException("Known are " + ClientVerb.words()));
            if (words.stream().anyMatch(HELP::contains)) {
                System.out.print(verb.help());
                return ExitCode.SUCCEEDED;
            }
            return ask(verb, Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + " (obscura help lists the commands)");
            return ExitCode.SETTINGS;
        }
    }

    /** Runs a command with the streams and the environment of this process. */
    public static ExitCode ask(ClientVerb verb, String[] arguments) {
        Arguments read = ClientCommand.read(verb, arguments);
        boolean isTerminal = System.console() != null;
        PrintStream out = isTerminal ? System.out : utf8(FileDescriptor.out);
        PrintStream err = isTerminal ? System.err : utf8(FileDescriptor.err);
        try {
            return new ClientCommand(System.getenv(), System.in, out, err, isTerminal).run(verb, read);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** A terminal has a character set of its own; in a pipe names and JSON keep their letters, whatever the locale. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
