package lab.obscura.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one does with runs that are there. */
final class RunVerbs {

    private static final String RUNS = "/api/v1/runs/";

    /** Of an id, in the name of a folder. */
    private static final int SHORT_ID = 8;

    /** What is downloaded, and the address below the run that it comes from. */
    private record Part(String file, String path) {}

    private static final List<Part> PARTS = List.of(
            new Part("run.json", ""),
            new Part("log.txt", "/log"),
            new Part("curves.json", "/curves"),
            new Part("scores.json", "/scores"),
            new Part("reconstructions.json", "/reconstructions"),
            new Part("thumbnail.png", "/thumbnail.png"),
            new Part("encoder.obs", "/encoder"),
            new Part("encoder.onnx", "/encoder.onnx"));

    private final ServiceCall service;
    private final Terminal terminal;
    private final Runnable pause;
    private final Browser browser;

    /**
     * @param pause waits until it is worth asking again
     * @param browser shows pages to whoever sits at the terminal
     */
    RunVerbs(ServiceCall service, Terminal terminal, Runnable pause, Browser browser) {
        this.browser = browser;
        this.service = service;
        this.terminal = terminal;
        this.pause = pause;
    }

    ExitCode list(Arguments arguments) {
        String query = "?limit=" + ServiceCall.encoded(arguments.option("limit", "20"))
                + (arguments.words().isEmpty() ? "" : "&q=" + ServiceCall.encoded(String.join(" ", arguments.words())));
        JsonNode page = service.get("/api/v1/runs" + query);
        if (arguments.has("json")) {
            terminal.json(page);
            return ExitCode.SUCCEEDED;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", "state", "done", "accuracy", "seed", "submitter", "name"));
        page.path("runs")
                .forEach(run -> rows.add(List.of(
                        run.path("id").asString(), // whole: it is what the other commands take
                        state(run),
                        Terminal.percent(run.path("progress")),
                        Terminal.number(run.path("accuracy"), 3),
                        run.path("seed").asString(),
                        run.path("submitter").asString(),
                        run.path("name").asString())));
        terminal.table(rows);
        if (terminal.isTerminal() && !page.path("next").isNull()) {
            terminal.complain("There are more; a search finds older ones, --limit=200 shows more at once");
        }
        return ExitCode.SUCCEEDED;
    }

    ExitCode show(Arguments arguments) {
        JsonNode run = service.get(RUNS + id(arguments));
        if (arguments.has("json")) {
            terminal.json(run);
            return ExitCode.SUCCEEDED;
        }
        List.of("id", "name", "reason", "stage", "submitter", "seed", "queuedAt", "startedAt", "finishedAt")
                .forEach(field -> terminal.say(field + ": " + run.path(field).asString("–")));
        terminal.say("state: " + state(run) + ", " + Terminal.percent(run.path("progress")));
        run.path("metrics")
                .properties()
                .forEach(metric -> terminal.say(metric.getKey() + ": " + Terminal.number(metric.getValue(), 4)));
        run.path("attacks")
                .forEach(attack -> terminal.say(attack.path("slug").asString() + ": "
                        + attack.path("metrics").properties().stream()
                                .map(metric -> metric.getKey() + " " + Terminal.number(metric.getValue(), 4))
                                .toList()));
        return ExitCode.SUCCEEDED;
    }

    /** A line whenever something changed; ends with the run, and as it did. */
    ExitCode watch(Arguments arguments) {
        JsonNode run = service.get(RUNS + id(arguments));
        String id = run.path("id").asString(); // "latest" may be another one soon
        var watched = new WatchedRun(service, RUNS + id, terminal);
        String said = "";
        while (true) {
            String line = String.join(
                    "  ",
                    id,
                    state(run),
                    Terminal.percent(run.path("progress")),
                    run.path("stage").asString());
            if (!line.equals(said)) {
                say(arguments, run, line);
                said = line;
            }
            switch (state(run)) {
                case "succeeded":
                    return ExitCode.SUCCEEDED;
                case "failed":
                    throw new NotDone(ExitCode.RUN_FAILED, run.path("reason").asString());
                case "cancelled":
                    return ExitCode.CANCELLED;
                case "queued", "running", "cancelling":
                    pause.run();
                    run = watched.look(run);
                    break;
                default:
                    throw new NotDone(
                            ExitCode.UNAVAILABLE,
                            "The run at " + service.url()
                                    + " is in no state that this program knows, was \"" + state(run)
                                    + "\". Take the program of the service");
            }
        }
    }

    ExitCode logs(Arguments arguments) {
        String id = id(arguments);
        String log = service.done("GET", RUNS + id + "/log", "").text();
        if (arguments.has("json")) {
            terminal.json(object().put("run", arguments.words().get(0)).put("log", log));
        } else {
            terminal.text(log);
        }
        return ExitCode.SUCCEEDED;
    }

    ExitCode cancel(Arguments arguments) {
        return change(arguments, "/cancel");
    }

    ExitCode rerun(Arguments arguments) {
        return change(arguments, "/retry");
    }

    private ExitCode change(Arguments arguments, String what) {
        JsonNode run = service.json("POST", RUNS + id(arguments) + what, "");
        say(
                arguments,
                run,
                run.path("id").asString() + " " + state(run) + ": "
                        + run.path("reason").asString());
        return ExitCode.SUCCEEDED;
    }

    private void say(Arguments arguments, JsonNode document, String line) {
        if (arguments.has("json")) {
            terminal.json(document);
        } else {
            terminal.say(line);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What there is of a run, as files of a folder; what there is not yet, or may not be had, is named. */
    ExitCode download(Arguments arguments) {
        String id = service.get(RUNS + id(arguments)).path("id").asString();
        Path folder = Path.of(arguments.option("out", "run-" + id.substring(0, SHORT_ID)));
        ObjectNode done = object().put("run", id);
        ArrayNode files = done.putArray("files");
        ObjectNode missing = done.putObject("missing");
        try {
            Files.createDirectories(folder);
            for (Part part : PARTS) {
                ServiceCall.Answer answer = service.ask("GET", RUNS + id + part.path(), "");
                if (answer.status() < 300) {
                    Files.write(folder.resolve(part.file()), answer.body());
                    files.add(folder.resolve(part.file()).toString());
                } else {
                    missing.put(part.file(), answer.detail().orElse("the service answered " + answer.status()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (arguments.has("json")) {
            terminal.json(done);
        } else {
            files.forEach(file -> terminal.say(file.asString()));
            missing.properties()
                    .forEach(one -> terminal.complain(
                            one.getKey() + " is not there: " + one.getValue().asString()));
        }
        return ExitCode.SUCCEEDED;
    }

    ExitCode open(Arguments arguments) {
        String page = arguments.words().isEmpty()
                ? "/"
                : "/runs/" + ServiceCall.encoded(arguments.words().get(0));
        String address = service.url() + page;
        boolean isShown = terminal.isTerminal() && browser.shows(address);
        say(
                arguments,
                object().put("address", address).put("opened", isShown),
                isShown ? "Opened " + address : address);
        return ExitCode.SUCCEEDED;
    }

    private static String id(Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw new IllegalArgumentException("This needs one run, by its id or as latest");
        }
        return ServiceCall.encoded(arguments.words().get(0));
    }

    private static String state(JsonNode run) {
        return run.path("state").asString().toLowerCase(Locale.ROOT);
    }
}
