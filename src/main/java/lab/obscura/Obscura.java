package lab.obscura;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.cli.ExportCommand;
import lab.obscura.cli.FetchCommand;
import lab.obscura.cli.Help;
import lab.obscura.cli.RunCommand;
import lab.obscura.cli.fetch.PublishedSet;
import lab.obscura.client.ClientProgram;
import lab.obscura.client.ClientVerb;
import lab.obscura.client.Completion;
import lab.obscura.client.VerifyCommand;
import lab.obscura.client.launcher.LauncherCommand;
import lab.obscura.engine.files.NativeCache;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.child.AttemptCommand;
import lab.obscura.execution.child.PipelineRunner;
import lab.obscura.platform.Arguments;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OpenDoor;
import lab.obscura.platform.process.OrderlyEnd;
import lab.obscura.platform.start.KnownSettings;
import lab.obscura.platform.start.RemoteWorker;
import lab.obscura.platform.start.StartException;
import lab.obscura.platform.start.StartFailures;
import lab.obscura.platform.start.WorkerConnections;
import lab.obscura.platform.start.WorkerNeedsDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program: {@code serve} (the default), {@code worker}, {@code run FILE}, {@code export FILE}, {@code fetch SET},
 * {@code verify RUN}, and {@code attempt}, which a worker starts for every
 * attempt of a run.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class Obscura {

    /** A computation that does not ask whether to stop is killed after this time: what waits for its end waits ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Set<String> HELP = Set.of("--help", "-h");
    private static final Set<String> VERSION = Set.of("--version", "version");

    private Obscura() {}

    public static void main(String[] arguments) {
        Locale.setDefault(
                Locale.ROOT); // libraries write numbers and dates too, and files outlive the machine they were made on
        String first = arguments.length > 0 ? arguments[0] : "";
        boolean named = !first.isEmpty() && !first.startsWith("-");
        String command = named ? first : "serve";
        List<String> rest = List.of(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
        try {
            if (VERSION.contains(first)) {
                say(Help.version() + "\n");
            } else if (first.equals("help") && rest.isEmpty() || !named && HELP.contains(first)) {
                say(Help.usage());
            } else if (first.equals("help")) {
                say(help(rest.get(0)));
            } else if (rest.stream().anyMatch(HELP::contains)) {
                say(help(command));
            } else {
                start(command, rest.toArray(String[]::new));
            }
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
        }
    }

    private static void start(String command, String[] arguments) {
        switch (command) {
            case "serve" -> serve(arguments);
            case "worker" -> work(arguments);
            case "run" -> run(arguments);
            case "export" -> export(arguments);
            case "fetch" -> fetch(arguments);
            case "verify" ->
                end(new VerifyCommand(System.out, System.err, System.getenv()).run(VerifyCommand.read(arguments)));
            case "attempt" -> attempt(arguments);
            case "completion" -> say(Completion.of(arguments.length == 1 ? arguments[0] : ""));
            case "launcher" -> end(LauncherCommand.ofThisProcess().run(arguments));
            default -> ask(command, arguments);
        }
    }

    private static void ask(String command, String[] arguments) {
        ClientVerb verb = ClientVerb.of(command).orElseThrow(() -> new IllegalArgumentException(unknown(command)));
        end(ClientProgram.ask(verb, arguments));
    }

    private static String help(String command) {
        return ClientVerb.of(command).map(ClientVerb::help).orElseGet(() -> Help.of(command));
    }

    private static String unknown(String command) {
        return Help.unknown(command, ClientVerb.words());
    }

    private static void say(String text) {
        System.out.print(text);
        end(ExitCode.SUCCEEDED);
    }

    /** What users can mend was said in one line; anything else Spring has logged with its trace. */
    private static void start(SpringApplication application, String[] arguments) {
        new KnownSettings(ObscuraProperties.class).check(arguments);
        try {
            application.run(arguments);
        } catch (RuntimeException e) {
            end(StartFailures.explained(e).map(StartException::code).orElse(ExitCode.INTERNAL));
        }
    }

    private static void serve(String[] arguments) {
        var application = new SpringApplication(Obscura.class);
        application.addListeners(new OpenDoor());
        start(application, arguments);
    }

    private static void work(String[] arguments) {
        var application = new SpringApplication(WorkerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addListeners(new RemoteWorker(), new WorkerNeedsDatabase(), new WorkerConnections());
        endWell(application);
        start(application, arguments);
    }

    /** A worker that was told to end has done what it should: batch systems call a job failed that ends with another code than 0. */
    private static void endWell(SpringApplication application) {
        var context = new AtomicReference<ConfigurableApplicationContext>();
        application.setRegisterShutdownHook(false);
        application.addInitializers(context::set);
        var end = new Thread(
                () -> {
                    Optional.ofNullable(context.get()).ifPresent(ConfigurableApplicationContext::close);
                    end(ExitCode.SUCCEEDED);
                },
                "worker-end");
        Runtime.getRuntime().addShutdownHook(end);
    }

    private static void run(String[] arguments) {
        withoutSpring();
        NativeCache.choose(Path.of(".obscura", "javacpp"));
        Arguments read = RunCommand.read(arguments);
        var runner = new PipelineRunner(
                Path.of(read.option("data", "data")),
                Path.of(read.option("cache", ".obscura/datasets")),
                kept(read, Long.MAX_VALUE));
        var stopped = new AtomicBoolean();
        OrderlyEnd.onSignal(() -> stopped.set(true), PATIENCE);
        end(new RunCommand(System.out, System.err, runner, System.console() != null, stopped::get).run(read));
    }

    private static void export(String[] arguments) {
        withoutSpring();
        NativeCache.choose(Path.of(".obscura", "javacpp"));
        end(new ExportCommand(System.out, System.err).run(ExportCommand.read(arguments)));
    }

    private static void fetch(String[] arguments) {
        var stopped = new AtomicBoolean();
        Arguments read = FetchCommand.read(arguments);
        OrderlyEnd.onSignal(() -> stopped.set(true), PATIENCE);
        boolean terminal = System.console() != null;
        end(new FetchCommand(System.out, System.err, PublishedSet.ALL, terminal, stopped::get).run(read));
    }

    private static TrainedNetworks kept(Arguments read, long bytes) {
        Optional<Path> folder =
                Optional.ofNullable(read.options().get("trained")).map(Path::of);
        return new TrainedNetworks(folder, bytes, Clock.systemUTC());
    }

    private static void attempt(String[] arguments) {
        withoutSpring();
        ExitCode code = ExitCode.INTERNAL;
        try {
            Arguments read = Arguments.read(arguments, AttemptCommand.OPTIONS);
            var runner = new PipelineRunner(
                    Path.of(read.required("data")),
                    Path.of(read.required("cache")),
                    kept(read, Long.parseLong(read.option("trained-limit", "0"))));
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
        System.err.println(reason + " (obscura help lists the commands)");
        end(ExitCode.SETTINGS);
    }

    /** Threads of native libraries may be left; what had to be written is written. */
    private static void end(ExitCode code) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code.code());
    }
}
