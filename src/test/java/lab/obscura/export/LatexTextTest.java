package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '¤', textBlock = """
            2^8 channels § 2\\textasciicircum{}8 channels
            a\\b § a\\textbackslash{}b
            {x} § \\{x\\}
            50% of $5 & #1_a § 50\\% of \\$5 \\& \\#1\\_a
            ~x § \\textasciitilde{}x
            <a>|b § \\textless{}a\\textgreater{}\\textbar{}b
            "a" 'b' `c` § {\\char34}a{\\char34} {'}b{'} {\\char96}c{\\char96}
            [a]* § {[}a{]}{*}
            a--b---c § a-{}-b-{}-{}-c
            röt, Ångström, façade, Łódź § r\\"{o}t, \\r{A}ngstr\\"{o}m, fa\\c{c}ade, \\L{}\\'{o}d\\'{z}
            straße – λ = 0.5 ± 2σ § stra\\ss{}e -- $\\lambda$ = 0.5 $\\pm$ 2$\\sigma$
            中 § {[}U+4E2D{]}
            😀 § {[}U+1F600{]}
            """)
    void everyCharacterIsShown(String text, String latex) {
        assertThat(LatexText.of(text)).isEqualTo(latex);
    }

    @Test
    void lineBreaksAreSpaces() {
        assertThat(LatexText.of("a\nb\r\u2028c\td\u0085e")).isEqualTo("a b  c d e");
        assertThat(LatexText.comment("a\nb\u2028c\u0085d\u202ee")).isEqualTo("% a b c d e\n");
    }

    @Test
    void nothingButPlainAsciiComesOut() {
        assertThat(IntStream.rangeClosed(0, 0xffff)
                        .filter(character -> character < 0xd800 || character > 0xdfff)
                        .filter(character ->
                                !LatexText.of(Character.toString(character)).matches("[ -~]+"))
                        .mapToObj("U+%04X"::formatted))
                .isEmpty();
    }

    @Test
    void decomposedLettersAreComposedFirst() {
        assertThat(LatexText.of("ro\u0308t")).isEqualTo("r\\\"{o}t");
    }
}
