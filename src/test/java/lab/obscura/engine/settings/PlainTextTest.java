package lab.obscura.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029,
                0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xd800, 0xdfff, 0xfeff, 0xfff9, 0xe0001, 0xe0041
            })
    void whatMovesHidesOrEndsALineIsNamed(int character) {
        String text = "a" + Character.toString(character) + "b";

        assertThat(PlainText.hiddenIn(text)).contains("U+%04X".formatted(character));
        assertThat(PlainText.isLine(text, 10)).isFalse();
        assertThat(PlainText.line(text)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "Zoë, 张伟, Ольга, محمد",
                "=1+1",
                "two  spaces",
                "no\u00a0break",
                "\ud83d\udc69\u200d\ud83d\udd2c",
                "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645"
            })
    void whatPeopleWriteStays(String text) {
        assertThat(PlainText.hiddenIn(text)).isEmpty();
        assertThat(PlainText.line(text)).isEqualTo(text);
    }

    @Test
    void notesHaveLinesAndNothingElse() {
        assertThat(PlainText.hiddenInLines("one\n\ttwo\r\nthree")).isEmpty();
        assertThat(PlainText.hiddenInLines("one\rtwo")).contains("U+000D");
        assertThat(PlainText.hiddenInLines("one\u2028two")).contains("U+2028");
        assertThat(PlainText.hiddenInLines("one\u001b[31mtwo")).contains("U+001B");
    }
}
