package lab.obscura.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.BuildInfo;
import lab.obscura.engine.settings.Nearest;

/** What the program says about itself: its commands, the options of each, its version. */
public final class Help {

    private static final String USAGE = """
            obscura [serve] [--KEY=VALUE …]               the service at http://localhost:8080
            obscura worker --spring.datasource.url=URL    one more worker on the same database
            obscura run FILE [--out=DIR] [--seed=N] [--data=DIR]
                                                          one definition, without server and database
            obscura export FILE [--format=FORMAT] [--out=MODEL]   a trained encoder as an ONNX or DL4J model
            obscura fetch [SET] [--data=DIR]              a public data set from its official site
            obscura verify RUN [--url=ADDRESS]            whether a stored run is still what it was
            obscura submit|study|list|show|watch|logs|cancel|rerun|compare|board|download|open|login …
                                                          ask a running service; obscura help list says how
            obscura completion bash|zsh                   completion of all this: source <(obscura completion bash)
            obscura launcher > ~/bin/obscura              a script that starts those commands in less than a second
            obscura help [COMMAND]                        this page, or that of a command
            obscura --version                             version, commit and time of the build

            Why something is refused is said on standard error; docs/exit-codes.md lists what the codes mean.
            """;

    private static final Map<String, String> OF =
            Map.of("serve", """
            obscura [serve] [--KEY=VALUE …]

            Starts the service, which is a worker itself, and a PostgreSQL of its own unless another is configured.
              --server.port=8080               where it listens
              --obscura.home=.obscura          its own files
              --obscura.data.directory=data    every folder in it is a data set
              --spring.datasource.url=URL      a PostgreSQL, with --spring.datasource.username and …password
            README.md has the table of all settings. Each can be a variable, too: SERVER_PORT=9090.
            """, "worker", """
            obscura worker --spring.datasource.url=URL [--KEY=VALUE …]

            Executes runs of the service that uses the same database.
              --spring.datasource.url=URL      as in jdbc:postgresql://db.lab:5432/obscura
              --spring.datasource.username, --spring.datasource.password
              --obscura.worker.slots=1         runs at once
              --obscura.home=.obscura          files of runs; share it to resume each other's
              --obscura.data.directory=data    every folder in it is a data set
            """, "run", """
            obscura run FILE [--out=DIR] [--seed=N] [--data=DIR] [--cache=DIR] [--trained=DIR]

            Computes one definition in this process. Started again on the same folder it resumes from the last checkpoint.
              FILE        a definition in JSON, as the service takes it
              --out=DIR   where outcome, curves and pictures go; runs/FILE without it. Several seeds have a folder each
              --seed=N    this seed instead of those of the definition
              --data=DIR  every folder in it is a data set; data without it
              --cache=DIR what was found out about data sets; .obscura/datasets without it
              --trained=DIR
                          networks that need not be trained again, and where this one is kept; without it none are
            """, "export", """
            obscura export FILE [--format=FORMAT] [--out=MODEL]

            Turns a trained encoder, as a run hands it out, into a model that other programs load.
              FILE              encoder.obs of a run
              --format=FORMAT   onnx for any ONNX runtime, dl4j (the default) for deeplearning4j, which lacks some layers
              --out=MODEL       where the model goes; FILE's name with .onnx or .zip without it
            """, "fetch", """
            obscura fetch [SET] [--data=DIR] [--from=ADDRESS]

            Brings a public data set into the data directory. Interrupted, it goes on where it ended.
              SET             cifar10, cifar100, fashion-mnist, tiny-imagenet; without it they are listed with size and terms
              --data=DIR      the data directory; data without it
              --from=ADDRESS  a mirror with the same files, as in http://files.example/sets/
            """, "verify", """
            obscura verify RUN [--url=ADDRESS]

            Lets the service check a finished run again: the hashes of its definition, data, encoder and pictures, and every
            metric that can be computed from what is stored. Says for each what was compared, and ends with 9 when something differs.
              RUN             an id, or latest
              --url=ADDRESS   the service; without it that of the variable OBSCURA_URL, else http://localhost:8080
            A token is taken from the file that obscura login keeps.
            """);

    private Help() {}

    /** All commands. */
    public static String usage() {
        return USAGE;
    }

    /**
     * The page of a command.
     *
     * @throws IllegalArgumentException that names the nearest one
     */
    public static String of(String command) {
        if (!OF.containsKey(command)) {
            throw new IllegalArgumentException(unknown(command));
        }
        return OF.get(command);
    }

    /** Says that there is no such command, and which may be meant. */
    public static String unknown(String command) {
        return unknown(command, List.of());
    }

    /** @param others commands that have their pages elsewhere */
    public static String unknown(String command, List<String> others) {
        List<String> commands = new ArrayList<>(
                List.of("serve", "worker", "run", "export", "fetch", "verify", "launcher", "help", "version"));
        commands.addAll(others);
        return "Unknown command " + command + ". "
                + Nearest.to(command, commands)
                        .map(nearest -> "Did you mean " + nearest + "?")
                        .orElse("Known are " + String.join(", ", commands));
    }

    /** One line: version, commit and time of the build, as far as the build knew them. */
    public static String version() {
        return "obscura " + BuildInfo.ofThisProgram();
    }
}
