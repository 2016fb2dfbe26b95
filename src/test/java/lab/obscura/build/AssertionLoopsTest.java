package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionLoopsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (int i = 0; i < 3; i++) { assertThat(i).isZero(); }",
                "for (int i : list) assertThat(i).isZero();",
                "while (more()) { if (odd()) { assertThatThrownBy(() -> next()).hasMessage(\"odd\"); } }",
                "do { assertSame(a, b); } while (more());",
                "list.forEach(i -> assertThat(i).isZero());",
                "map.forEach((key, value) -> { Assertions.fail(key); });"
            })
    void anAssertionInALoopIsFound(String statement) throws IOException {
        assertThat(AssertionLoops.in(List.of(source(statement)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assertThat(list).allSatisfy(i -> assertThat(i).isZero());",
                "for (int i : list) { sum += i; } assertThat(sum).isZero();",
                "while (more()) { assertive(); }",
                "list.stream().map(i -> i + 1).forEach(sink);"
            })
    void anythingElseIsNot(String statement) throws IOException {
        assertThat(AssertionLoops.in(List.of(source(statement)))).isEmpty();
    }

    private static JavaFileObject source(String statement) {
        return new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "class A { void test() { " + statement + " } }";
            }
        };
    }
}
