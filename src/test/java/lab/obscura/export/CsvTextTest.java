package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=1+1\u2028", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "=", "=\"a\""})
    void whatASpreadsheetWouldTakeForAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(CsvText.of(text)).isEqualTo("\"'" + text.replace("\"", "\"\"") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a=1", "1-1", "'quoted", " =1"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(CsvText.of(text)).isEqualTo("\"" + text + "\"");
    }
}
