package lab.obscura;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.cli.ExportCommand;
import lab.obscura.cli.RunCommand;
import lab.obscura.engine.files.NativeCache;
import lab.obscura.engine.pipeline.ExitCode;
import lab.obscura.platform.Arguments;
import lab.obscura.platform.OrderlyEnd;
import lab.obscura.worker.AttemptCommand;
import lab.obscura.worker.PipelineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The program: {@code serve} (the default), {@code worker}, {@code run FILE}, {@code export FILE}, and {@code attempt}, which a worker starts for every
 * attempt of a run.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class Obscura {

    private static final String USAGE = """
            obscura [serve] [--KEY=VALUE …]               the service at http://localhost:8080
            obscura worker --spring.datasource.url=URL    one more worker on the same data base
            obscura run FILE [--out=DIR] [--seed=N] [--data=DIR]
                                                          one definition, without server and data base
            obscura export FILE [--out=ZIP]               a trained encoder as a DL4J model
            obscura help                                  this page
            """;

    /** A computation that does not ask whether to stop is killed after this time: what waits for its end waits ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private Obscura() {}

    public static void main(String[] arguments) {
        Locale.setDefault(
                Locale.ROOT); // libraries write numbers and dates too, and files outlive the machine they were made on
        if (arguments.length > 0 && HELP.contains(arguments[0])) {
            System.out.print(USAGE);
            end(ExitCode.SUCCEEDED);
        }
        boolean named = arguments.length > 0 && !arguments[0].startsWith("--");
        String command = named ? arguments[0] : "serve";
        String[] rest = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        switch (command) {
            case "serve" -> SpringApplication.run(Obscura.class, rest);
            case "worker" -> work(rest);
            case "run" -> run(rest);
            case "export" -> export(rest);
            case "attempt" -> attempt(rest);
            default -> refuse("Unknown command " + command);
        }
    }

    private static void work(String[] arguments) {
        var application = new SpringApplication(WorkerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments);
    }

    private static void run(String[] arguments) {
        withoutSpring();
        NativeCache.choose(Path.of(".obscura", "javacpp"));
        try {
            Arguments read = RunCommand.read(arguments);
            var runner = new PipelineRunner(
                    Path.of(read.option("data", "data")), Path.of(read.option("cache", ".obscura/datasets")));
            var stopped = new AtomicBoolean();
            OrderlyEnd.onSignal(() -> stopped.set(true), PATIENCE);
            end(new RunCommand(System.out, System.err, runner, System.console() != null, stopped::get).run(read));
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
        }
    }

    private static void export(String[] arguments) {
        withoutSpring();
        NativeCache.choose(Path.of(".obscura", "javacpp"));
        try {
            end(new ExportCommand(System.out).run(ExportCommand.read(arguments)));
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
        }
    }

    private static void attempt(String[] arguments) {
        withoutSpring();
        ExitCode code = ExitCode.INTERNAL;
        try {
            Arguments read = Arguments.read(arguments, Set.of("folder", "checkpoints", "seed", "data", "cache"));
            var runner = new PipelineRunner(Path.of(read.required("data")), Path.of(read.required("cache")));
            code = new AttemptCommand(runner, System.in)
                    .run(
                            Path.of(read.required("folder")),
                            Path.of(read.required("checkpoints")),
                            Long.parseLong(read.required("seed")));
        } catch (RuntimeException | Error e) {
            System.err.println("event=attempt-broken cause=\"" + e + "\"");
        } finally {
            end(code); // a thread of a native library could otherwise keep the process and its slot for ever
        }
    }

    /** Spring sets up logging where it runs; JavaCPP's limit is the heap's unless somebody says otherwise. */
    private static void withoutSpring() {
        System.setProperty("logback.configurationFile", "logback-run.xml");
        if (System.getProperty("org.bytedeco.javacpp.maxbytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        }
    }

    private static void refuse(String reason) {
        System.err.println(reason + "\n\n" + USAGE);
        end(ExitCode.SETTINGS);
    }

    /** Threads of native libraries may be left; what had to be written is written. */
    private static void end(ExitCode code) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code.code());
    }
}
