package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What docs/security.md says of the libraries that DL4J carries inside. */
class OldLibrariesTest {

    private static final Pattern FACTS = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern ROW = Pattern.compile("\\| `(org\\.nd4j:\\w+)` \\| `([^`]+)` \\|");

    /** Reads DL4J's and ND4J's own files, with those old libraries. */
    private static final Pattern READS_MODELS = Pattern.compile(
            "org\\.nd4j\\.shade|ModelSerializer\\.restore\\w*\\(|\\.from(Json|Yaml)\\(|Nd4j\\.(read|load|createFromNpy)\\w*\\("
                    + "|ObjectInputStream|org\\.nd4j\\.autodiff|org\\.nd4j\\.imports");

    @Test
    void theTableNamesAllOfThem() throws IOException {
        var page = ROW.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inside()).as("the rows of the table in docs/security.md").isEqualTo(page);
    }

    @Test
    void nothingOfOursReadsFilesWithThem() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).toList()).allSatisfy(source -> {
                String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
                assertThat(READS_MODELS.matcher(code).results().map(found -> found.group()))
                        .as("%s: docs/security.md says that no class of ours does this", source)
                        .isEmpty();
            });
        }
    }

    /** Of every jar of ND4J and DL4J on the class path, the libraries of others in it. */
    private static Set<String> inside() throws IOException {
        var found = new TreeSet<String>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (path.matches(".*/org/(nd4j|deeplearning4j)/.*\\.jar")) {
                try (var jar = new JarFile(path)) {
                    String artifact =
                            Path.of(path).getParent().getParent().getFileName().toString();
                    for (ZipEntry entry : jar.stream()
                            .filter(each -> FACTS.matcher(each.getName()).matches())
                            .toList()) {
                        var facts = new Properties();
                        facts.load(jar.getInputStream(entry));
                        String group = facts.getProperty("groupId");
                        // Guava's empty placeholder has no code.
                        if (!group.matches("org\\.(nd4j|deeplearning4j)")
                                && !facts.getProperty("version").startsWith("9999.0-empty")) {
                            found.add("org.nd4j:" + artifact + " " + group + ":" + facts.getProperty("artifactId") + ":"
                                    + facts.getProperty("version"));
                        }
                    }
                }
            }
        }
        return found;
    }
}
