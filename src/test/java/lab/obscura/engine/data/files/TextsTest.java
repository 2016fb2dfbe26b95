package lab.obscura.engine.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import lab.obscura.engine.data.images.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final String TEXT = "rot\trød \r\n\r\nblau\tbl\u00e5\rgrün\tgr\u00f6n\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsMarkedTextsOfAnyEditor(String charset) {
        byte[] bytes = ("\ufeff" + TEXT).getBytes(Charset.forName(charset));

        assertThat(Texts.lines("classes.txt", bytes))
                .containsExactly(
                        new Texts.Line(1, "rot\trød"), new Texts.Line(3, "blau\tblå"), new Texts.Line(4, "grün\tgrön"));
    }

    @Test
    void readsUtf8WithoutAMark() {
        assertThat(Texts.lines("classes.txt", TEXT.getBytes(StandardCharsets.UTF_8)))
                .hasSize(3);
    }

    @Test
    void refusesLatin1AndNamesTheLine() {
        byte[] bytes = "blau\ngr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Texts.lines("classes.txt", bytes))
                .isInstanceOf(DataException.class)
                .hasMessage("classes.txt, line 2: must be UTF-8, holds bytes that are not. Save it as UTF-8");
    }

    @Test
    void refusesUtf16WithoutAMark() {
        assertThatThrownBy(() -> Texts.lines("classes.txt", "ab\n".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("classes.txt, line 1: must be text, holds control characters");
    }
}
