package lab.obscura.engine.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathNamesTest {

    @Test
    void readsNamesWithAndWithoutUmlautsAndPercents() {
        assertThat(PathNames.of(Path.of("a/100%41 b"))).contains("100%41 b");
        assertThat(PathNames.of(Path.of("a/röt"))).contains("röt");
    }

    @Test
    void composesDecomposedLetters() {
        assertThat(PathNames.composed("ro\u0308t")).isEqualTo("röt");
    }

    @Test
    void namesOfOurOwnFilesAreAscii() {
        assertThat(PathNames.ascii("tiny-imagenet_20.v1")).isEqualTo("tiny-imagenet_20.v1");
        assertThat(PathNames.ascii("röt 5%")).isEqualTo("r%C3%B6t%205%25");
    }
}
