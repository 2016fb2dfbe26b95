package lab.obscura.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Markdown file: its links and the anchors of its headings, by GitHub's rules. */
record MarkdownPage(Path file, String text) {

    /** {@code [text](target)} and {@code ![text](target)}, where the target is not on another host. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)\\s]*)\\)");

    static MarkdownPage of(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable as UTF-8", e);
        }
    }

    /** Every page of the repository that people write. */
    static List<Path> all(Path root) {
        try (Stream<Path> beside = Files.list(root)) {
            Stream<Path> below = Stream.of("docs", "frontend", ".github")
                    .map(root::resolve)
                    .filter(Files::isDirectory)
                    .flatMap(MarkdownPage::below);
            return Stream.concat(beside, below)
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders of others' files are left out. */
    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.toString().contains("node_modules")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Targets of all links within the repository. */
    List<String> links() {
        return LINK.matcher(withoutCode())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Lower case, spaces to hyphens, no other signs; a heading that comes again gets a number. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        withoutFences()
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1"))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(slug -> {
                    int before = seen.merge(slug, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? slug : slug + "-" + before);
                });
        return anchors;
    }

    /** Without blocks of code. */
    String withoutFences() {
        return text.replaceAll("(?s)```.*?```", "");
    }

    private String withoutCode() {
        return withoutFences().replaceAll("`[^`\\n]*`", "`code`");
    }
}
