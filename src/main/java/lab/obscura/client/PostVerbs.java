package lab.obscura.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What one posts, and what one reads across runs. */
final class PostVerbs {

    /** The body of a request. */
    private static final int LARGEST = 1 << 20;

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
            return preset(arguments, arguments.option("preset", ""));
        }
        JsonNode answer = post(arguments, "/api/v1/experiments");
        List<JsonNode> one = List.of(answer);
        return queued(arguments, answer, one);
    }

    private ExitCode preset(Arguments arguments, String preset) {
        if (preset.isEmpty() || !arguments.words().isEmpty()) {
            throw new IllegalArgumentException("submit takes the name of a preset or one file, and not both");
        }
        if (arguments.has("dry-run")) {
            terminal.json(look(preset));
            return ExitCode.SUCCEEDED;
        }
        String path = "/api/v1/presets/" + ServiceCall.encoded(preset) + purpose(arguments, "?");
        JsonNode queued = service.json("POST", path, "");
        return queued(arguments, queued, queued.path("experiments"));
    }

    /** The definitions of a preset, or of all of a group, with what they cost. */
    private JsonNode look(String preset) {
        JsonNode presets = service.get("/api/v1/presets").path("presets");
        List<JsonNode> meant = presets.valueStream()
                .filter(one -> Stream.of("id", "group")
                        .anyMatch(name -> one.path(name).asString("").equals(preset)))
                .toList();
        if (meant.isEmpty()) {
            throw new NotDone(
                    ExitCode.SETTINGS,
                    "No preset has the id " + preset + ". Known are "
                            + presets.valueStream()
                                    .map(one -> one.path("id").asString(""))
                                    .collect(Collectors.joining(", ")));
        }
        return JsonNodeFactory.instance.arrayNode().addAll(meant);
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
        return service.json("POST", path + query, read(arguments.words().get(0)));
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
        String text = file.equals("-") ? standardInput() : file(file);
        if (text.isBlank()) {
            throw new NotDone(
                    ExitCode.DATA,
                    "There is nothing in " + (file.equals("-") ? "standard input" : file)
                            + ". A definition in JSON is wanted");
        }
        return text;
    }

    private static String file(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (CharacterCodingException e) {
            throw new NotDone(ExitCode.DATA, "Cannot read " + file + ": it is not UTF-8. Save it as UTF-8");
        } catch (IOException e) {
            String place = e instanceof FileSystemException ? "" : file + ": "; // "Is a directory" has none
            throw new NotDone(ExitCode.DATA, "Cannot read " + place + NotDone.reason(e));
        }
    }

    /** As much as the service would take; what never ends is not waited for. */
    private String standardInput() {
        try {
            byte[] read = in.readNBytes(LARGEST + 1);
            if (read.length > LARGEST) {
                throw new NotDone(ExitCode.DATA, "Standard input has more than the 1 MB that a definition may have");
            }
            return new String(read, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new NotDone(ExitCode.DATA, "Cannot read standard input: " + NotDone.reason(e));
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
