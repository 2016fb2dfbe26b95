package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '¤', textBlock = """
            a|b § a\\|b
            a\\|b § a\\\\\\|b
            gaussian-noise 0.5 § gaussian-noise 0.5
            *a* _b_ ~~c~~ `d` § \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`
            ![x](y) § !\\[x\\](y)
            <script>&amp; § &lt;script&gt;&amp;amp;
            https://a.b www.a.b @c #1 § https\\://a.b www\\.a.b \\@c \\#1
            $x$ § \\$x\\$
            """)
    void everyCharacterIsShown(String text, String markdown) {
        assertThat(MarkdownText.of(text)).isEqualTo(markdown);
    }

    @Test
    void aCellStaysOnItsLine() {
        assertThat(MarkdownText.of("a\r\nb\u2028c\td")).isEqualTo("a b c d");
        assertThat(MarkdownText.of("a\u0085b\u202ec")).isEqualTo("a b c");
    }
}
