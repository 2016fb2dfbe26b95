package lab.obscura.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.platform.process.ShortCommand;

/**
 * A block of shell commands of a page.
 *
 * @param heading under which it stands
 */
record DocumentedExample(String heading, String script) {

    private static final String FENCE = "```";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What a script left behind. */
    record Outcome(int exitCode, String output) {}

    /** The blocks marked {@code bash} of a page that contain a word, in their order. */
    static List<DocumentedExample> in(Path page, String word) throws IOException {
        var found = new ArrayList<DocumentedExample>();
        String heading = "";
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(page)) {
            if (inside && line.equals(FENCE)) {
                found.add(new DocumentedExample(heading, block.toString()));
                block.setLength(0);
                inside = false;
            } else if (inside) {
                block.append(line).append('\n');
            } else if (line.equals(FENCE + "bash")) {
                inside = true;
            } else if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            }
        }
        return found.stream().filter(example -> example.script.contains(word)).toList();
    }

    /** The same commands for a service on another port; a refused request ends them. */
    DocumentedExample on(int port) {
        return new DocumentedExample(heading, script.replace("localhost:8080", "localhost:" + port));
    }

    DocumentedExample endingAtRefusals() {
        return new DocumentedExample(heading, script.replace("curl ", "curl --fail-with-body "));
    }

    DocumentedExample replacing(String text, String by) {
        return new DocumentedExample(heading, script.replace(text, by));
    }

    Outcome runIn(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(folder.toFile());
        builder.environment().putAll(environment);
        ShortCommand ended = ShortCommand.run(builder, "", LONGEST);
        return new Outcome(ended.code(), ended.output() + ended.error());
    }
}
