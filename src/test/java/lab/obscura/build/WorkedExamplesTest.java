package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies a worked example out of the documentation gets a class that compiles. */
class WorkedExamplesTest {

    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(package .*?)```");
    private static final Pattern NAME = Pattern.compile("public \\S* ?(?:class|record) (\\w+)");

    @ParameterizedTest
    @MethodSource("pages")
    void theExampleCompiles(Path page, @TempDir Path classes) throws IOException {
        List<JavaFileObject> sources = JAVA.matcher(Files.readString(page))
                .results()
                .map(WorkedExamplesTest::source)
                .toList();
        var messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", classes.toString());

        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, sources)
                .call();

        assertThat(compiled).as("Correct the example in %s: %s", page, messages).isTrue();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            return files.filter(page -> page.getFileName().toString().startsWith("adding-"))
                    .filter(page -> JAVA.matcher(text(page)).find())
                    .sorted()
                    .toList();
        }
    }

    private static JavaFileObject source(MatchResult block) {
        String code = block.group(1);
        var name = NAME.matcher(code);
        assertThat(name.find()).as("The example has a public class").isTrue();
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
