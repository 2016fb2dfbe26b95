package lab.obscura.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What comments and pages of a working tree refer to, and which of it is not there. */
final class References {

    /** Folders with files that people write; everything below them is read. */
    private static final List<String> ROOTS = List.of("src", "frontend/src", "docs", "docker", ".ci", ".github");

    private static final String SOURCES = "src/main/java/lab/obscura/";
    private static final String PATH_CHARACTERS = "[\\w./-]";
    /** A page, with a heading or without. */
    private static final Pattern PAGE =
            Pattern.compile("(?<![\\w./:<>{}$*…-])(" + PATH_CHARACTERS + "+\\.md)(?:#([\\p{L}\\p{N}_-]+))?(?!\\w)");

    /** A path from the root of the repository. */
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w./:<>{}$*-])((?:src/(?:main|test)|docs|frontend|docker|\\.ci|\\.github)/"
                    + PATH_CHARACTERS + "*\\w)(?![\\w<{*$…-])");

    /** A folder of sources, named from the package of the project on. */
    private static final Pattern FOLDER = Pattern.compile("`((?:engine|queue|run|result|execution)(?:/\\w+)+)`");

    /** A class of this project: in a package of it, or by an ending that only tests and measurements have. */
    private static final Pattern QUALIFIED = Pattern.compile("\\b(lab\\.obscura(?:\\.\\w+)+)");

    private static final Pattern TEST = Pattern.compile("(?<![\\w.*])([A-Z]\\w*(?:Test|Benchmark))\\b(?!\\.)");
    /** A span of code in a page that is a type behind its packages, or a name of several words; a member may follow. */
    private static final Pattern TYPE = Pattern.compile(
            "`(?:((?:[a-z]\\w*\\.)+)(?=[A-Z][a-z])|(?=[A-Z][a-z]+[A-Z][a-z]))(\\w+)(?:\\.\\w+(?:\\([^`]*\\))?)?`");

    /** What Javadoc links to: a type, one of its members, or a member of the same file. */
    private static final Pattern LINKED = Pattern.compile("\\{@link(?:plain)? ([A-Z]\\w*)?[\\w.]*(?:#(\\w+))?");

    private static final Pattern IMPORTED = Pattern.compile("(?m)^import (?:static )?[\\w.]*?\\.([A-Z]\\w+)\\b");
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|record|interface|enum|function|const|type) ([A-Z]\\w+)");

    private static final Pattern ARXIV =
            Pattern.compile("(?i)arxiv(?:\\.org/(?:abs|pdf)/|:\\s*|\\s+)([^\\s)\\],;]*\\d[^\\s)\\],;]*)");
    private static final Pattern DOI = Pattern.compile("(?i)(?:\\bdoi:\\s*|doi\\.org/)([^\\s)\\],;]+)");

    private static final String ARXIV_NUMBER = "\\d{4}\\.\\d{4,5}(v\\d+)?\\.?";
    private static final Pattern SECTION = Pattern.compile("§.{0,20}");
    /** A line of a comment, or what a comment adds to a line of code. */
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:/\\*|\\*[\\s/]|//).*|(?<=\\s)//\\s.*");

    private final Path root;
    private final List<Path> files;
    private final Set<String> types;
    private final List<String> broken = new ArrayList<>();

    private References(Path root) {
        this.root = root;
        this.files = files(root);
        this.types = types(files);
    }

    /** One sentence for every reference that leads nowhere. */
    static List<String> broken(Path tree) {
        Path root = tree.toAbsolutePath().normalize();
        var references = new References(root);
        Stream.concat(references.files.stream(), MarkdownPage.all(root).stream())
                .distinct()
                .sorted()
                .forEach(references::check);
        return List.copyOf(references.broken);
    }

    private void check(Path file) {
        boolean isPage = file.toString().endsWith(".md");
        String text = isPage ? MarkdownPage.of(file).text() : comments(file);
        String besideLinks = isPage ? text.replaceAll("\\]\\([^)\\s]*\\)", "]") : text;
        each(
                file,
                PAGE,
                besideLinks,
                match -> leadsTo(file, match.group(1), match.group(2)) ? "" : "no such page or heading");
        each(
                file,
                PATH,
                besideLinks,
                match -> match.group(1).endsWith(".md") || Files.exists(root.resolve(match.group(1)))
                        ? ""
                        : "no such file");
        each(file, QUALIFIED, text, match -> isInPackage(match.group(1)) ? "" : "no such class or package");
        each(file, TEST, text, match -> types.contains(match.group(1)) ? "" : "no such test");
        each(file, ARXIV, text, match -> match.group(1).matches(ARXIV_NUMBER) ? "" : "not the form of an arXiv number");
        each(file, DOI, text, match -> match.group(1).matches("10\\.\\d{4,9}/\\S+") ? "" : "not the form of a DOI");
        each(file, SECTION, text, match -> "name a page of docs and its heading instead");
        each(
                file,
                LINKED,
                text,
                match -> isLinked(file, match.group(1), match.group(2)) ? "" : "no such type or member");
        if (isPage) {
            each(
                    file,
                    FOLDER,
                    text,
                    match -> Files.exists(root.resolve(SOURCES + match.group(1))) ? "" : "no such folder");
            each(file, TYPE, text, match -> isType(match.group(1), match.group(2)) ? "" : "no such class");
            MarkdownPage.of(file).links().stream()
                    .filter(target -> !linkLeadsSomewhere(file, target))
                    .forEach(target -> broken.add(at(file) + " links to " + target + ": no such page or heading"));
        }
    }

    /** @param rule what is wrong with a reference; empty when it leads somewhere */
    private void each(Path file, Pattern pattern, String text, Function<MatchResult, String> rule) {
        pattern.matcher(text).results().forEach(match -> {
            String wrong = rule.apply(match);
            if (!wrong.isEmpty()) {
                broken.add(at(file) + " refers to " + match.group().strip() + ": " + wrong);
            }
        });
    }

    private String at(Path file) {
        return root.relativize(file).toString();
    }

    /** From the root of the repository, or as a page's link from its own folder. NAME stands for any. */
    private boolean leadsTo(Path file, String page, String anchor) {
        if (page.contains("NAME")) {
            return true;
        }
        return Stream.of(root, file.getParent())
                .map(folder -> folder.resolve(page).normalize())
                .filter(target -> target.startsWith(root))
                .filter(Files::isRegularFile)
                .anyMatch(target ->
                        anchor == null || MarkdownPage.of(target).anchors().contains(anchor));
    }

    private boolean linkLeadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1 || MarkdownPage.of(file).anchors().contains(parts[1]));
    }

    private boolean isInPackage(String name) {
        String path = name.replace('.', '/');
        String outer = path.replaceFirst("/\\w+$", ""); // what stands behind a class: a member or a nested type
        return Stream.of("src/main/java/", "src/test/java/")
                .flatMap(folder -> Stream.of(folder + path, folder + path + ".java", folder + outer + ".java"))
                .anyMatch(candidate -> Files.exists(root.resolve(candidate)));
    }

    /** @param packages those named before it, with a dot behind each; null when there are none */
    private boolean isType(String packages, String name) {
        if (packages == null) {
            return isType(name);
        }
        String path = "/" + packages.replace('.', '/') + name + ".java";
        return files.stream().anyMatch(file -> file.toString().endsWith(path));
    }

    private boolean isType(String name) {
        try {
            return types.contains(name) || Class.forName("java.lang." + name) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The member must be named where the type is: in a file of its own, or nested in the same file. Libraries' members are not read. */
    private boolean isLinked(Path file, String type, String member) {
        if (type != null && !isType(type)) {
            return false;
        }
        List<Path> sources =
                files.stream().filter(each -> each.endsWith(type + ".java")).toList();
        if (member == null || type != null && sources.isEmpty()) {
            return true;
        }
        var named = Pattern.compile("(?<!#)\\b" + member + "\\b");
        return Stream.concat(Stream.of(file), sources.stream())
                .anyMatch(source -> named.matcher(read(source)).find());
    }

    /** Types that this project declares or imports. */
    private static Set<String> types(List<Path> files) {
        Set<String> types = new HashSet<>();
        for (Path file : files) {
            if (file.toString().matches(".*\\.(java|tsx?|py)")) {
                String text = read(file);
                IMPORTED.matcher(text).results().forEach(match -> types.add(match.group(1)));
                DECLARED.matcher(text).results().forEach(match -> types.add(match.group(1)));
            }
        }
        return types;
    }

    private static List<Path> files(Path root) {
        return ROOTS.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .flatMap(References::below)
                .filter(file -> file.toString().matches(".*\\.(java|tsx?|css|mjs|py|sql|sh|ya?ml)"))
                .map(Path::normalize)
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In Java and TypeScript the lines that are comments, of other files everything. */
    private static String comments(Path file) {
        String text = read(file);
        if (!file.toString().matches(".*\\.(java|tsx?|css|mjs)")) {
            return text;
        }
        return text.replaceAll("(?s)\"\"\".*?\"\"\"", "")
                .lines()
                .map(COMMENT::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable as UTF-8", e);
        }
    }
}
