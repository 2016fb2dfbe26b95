package lab.obscura.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.JsonNode;

/** What one posts, and what one reads across runs. */
final class PostVerbs {

    private final ServiceCall service;
    private final Terminal terminal;
    private final InputStream in;

    /** @param in what is posted where a file is named {@code -} */
    PostVerbs(ServiceCall service, Terminal terminal, InputStream in) {
        this.service = service;
        this.terminal = terminal;
        this.in = in;
    }

    ExitCode submit(Arguments arguments) {
        if (arguments.has("preset")) {
            String preset = ServiceCall.encoded(arguments.option("preset", ""));
            JsonNode queued = service.done("POST", "/api/v1/presets/" + preset + purpose(arguments, "?"), "")
                    .json();
            return queued(arguments, queued, queued.path("experiments"));
        }
        JsonNode answer = post(arguments, "/api/v1/experiments");
        List<JsonNode> one = List.of(answer);
        return queued(arguments, answer, one);
    }

    private ExitCode queued(Arguments arguments, JsonNode answer, Iterable<JsonNode> experiments) {
        if (arguments.has("json") || arguments.has("dry-run")) {
            terminal.json(answer);
            return ExitCode.SUCCEEDED;
        }
        experiments.forEach(experiment -> experiment
                .path("runs")
                .forEach(run -> terminal.say(run.path("id").asString() + " queued, seed "
                        + run.path("seed").asString() + " of "
                        + experiment.path("name").asString())));
        return ExitCode.SUCCEEDED;
    }

    ExitCode study(Arguments arguments) {
        JsonNode answer = post(arguments, "/api/v1/studies");
        if (arguments.has("json") || arguments.has("dry-run")) {
            terminal.json(answer);
            return ExitCode.SUCCEEDED;
        }
        terminal.say(
                answer.path("id").asString() + " queued: " + answer.path("name").asString() + ", "
                        + answer.path("progress").path("runs").asString() + " runs");
        return ExitCode.SUCCEEDED;
    }

    private JsonNode post(Arguments arguments, String path) {
        if (arguments.words().size() != 1) {
            throw new IllegalArgumentException("This needs one file, or - for what comes on standard input");
        }
        String query = "?dryRun=" + arguments.has("dry-run") + purpose(arguments, "&");
        return service.done("POST", path + query, read(arguments.words().get(0)))
                .json();
    }

    /** For which project, and who may see it; nothing where no project is named. */
    private static String purpose(Arguments arguments, String before) {
        if (!arguments.has("project")) {
            return "";
        }
        return before + "project=" + ServiceCall.encoded(arguments.option("project", "")) + "&visibility="
                + (arguments.has("public") ? "public" : "project");
    }

    private String read(String file) {
        try {
            return file.equals("-")
                    ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new NotDone(
                    ExitCode.DATA, "Cannot read " + file + ": " + e.getClass().getSimpleName());
        }
    }

    /** The settings in which runs differ, and what came out. */
    ExitCode compare(Arguments arguments) {
        String kind = arguments.has("experiments") ? "experiments=" : "runs=";
        String ids = String.join(
                ",", arguments.words().stream().map(ServiceCall::encoded).toList());
        JsonNode comparison = service.get("/api/v1/compare?" + kind + ids);
        if (arguments.has("json")) {
            terminal.json(comparison);
            return ExitCode.SUCCEEDED;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("setting"));
        comparison.path("runs").forEach(run -> head.add(run.path("name").asString()));
        rows.add(head);
        comparison.path("differences").forEach(difference -> {
            List<String> row =
                    new ArrayList<>(List.of(difference.path("setting").asString()));
            difference.path("words").forEach(word -> row.add(word.asString()));
            rows.add(row);
        });
        List<String> accuracy = new ArrayList<>(List.of("accuracy"));
        comparison
                .path("runs")
                .forEach(run -> accuracy.add(Terminal.number(run.path("metrics").path("accuracy"), 4)));
        rows.add(accuracy);
        terminal.table(rows);
        return ExitCode.SUCCEEDED;
    }

    ExitCode board(Arguments arguments) {
        if (arguments.words().isEmpty()) {
            JsonNode boards = service.get("/api/v1/boards");
            if (arguments.has("json")) {
                terminal.json(boards);
            } else {
                boards.path("boards")
                        .forEach(board -> terminal.say(board.path("dataset").asString()));
            }
            return ExitCode.SUCCEEDED;
        }
        JsonNode board = service.get(
                "/api/v1/boards/" + ServiceCall.encoded(arguments.words().get(0)));
        if (arguments.has("json")) {
            terminal.json(board);
            return ExitCode.SUCCEEDED;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("rank", "accuracy", "mse", "ssim", "n", "name"));
        board.path("rows")
                .forEach(row -> rows.add(List.of(
                        row.path("rank").asString("–"),
                        Terminal.number(row.path("accuracy").path("mean"), 4),
                        Terminal.number(row.path("metrics").path("mse").path("mean"), 4),
                        Terminal.number(row.path("metrics").path("ssim").path("mean"), 3),
                        row.path("n").asString(),
                        row.path("name").asString())));
        terminal.say("attack: " + board.path("attack").asString("none"));
        terminal.table(rows);
        return ExitCode.SUCCEEDED;
    }
}
