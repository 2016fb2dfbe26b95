package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.StructuralSimilarity;
import lab.obscura.engine.stats.Sample;
import lab.obscura.platform.web.Problem;
import lab.obscura.result.summary.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

    private static final Column ERROR = Column.of(Metrics.leading());
    private static final Column SIMILARITY = Column.of(StructuralSimilarity.INFO);

    @ParameterizedTest(name = "{0} ± {1}")
    @CsvSource({
        "0.04727, 0.0012, 0.0473, 0.0012",
        "0.04727, 0.0029, 0.0473, 0.0029",
        "0.04727, 0.0031, 0.047, 0.003",
        "0.04727, 0.00296, 0.047, 0.003",
        "0.04727, 0.127, 0.05, 0.13",
        "14.22, 3.4, 14, 3",
        "14.22, 34, 14, 34",
        "0.03, 0, 0.03000, 0.00000",
        "0.03, 1e-12, 0.03000000, 0.00000000"
    })
    void theIntervalSaysHowManyDigitsCount(double mean, double half, String shownMean, String shownInterval) {
        Value value = Value.of(new Spread(mean, half, half, mean - half, mean + half, 3));

        assertThat(value.mean(ERROR)).isEqualTo(shownMean);
        assertThat(value.interval(ERROR)).isEqualTo(shownInterval);
    }

    @Test
    void withoutAnIntervalTheMetricSaysHowManyDigitsAreShown() {
        Value single = measured(0.0472713);

        assertThat(single.mean(ERROR)).isEqualTo("0.04727");
        assertThat(single.interval(ERROR)).isEmpty();
        assertThat(measured(0.85181, 0.85182).mean(Column.ACCURACY)).isEqualTo("85.182");
        assertThat(Value.NONE.mean(ERROR)).isEmpty();
    }

    @Test
    void theBestOfAColumnIsBoldWhereItMayCompete() {
        Sheet sheet = sheet(
                row("a", 0.04, 0.5),
                row("b", 0.06, 0.7),
                new Sheet.Row(row("c", 0.09, 0.1).cells(), "weak", false));

        assertThat(MarkdownSheet.of(sheet))
                .contains("| a | 0.04000 | **0.5000** |\n", "| b | **0.06000** | 0.7000 |\n")
                .contains("| c<sup>1</sup> | 0.09000 | 0.1000 |\n", "\n<sup>1</sup> weak\n");
    }

    @Test
    void whatIsWrittenAlikeSharesTheBoldTypeAndOneAloneIsNoBest() {
        assertThat(MarkdownSheet.of(sheet(row("a", 0.04, 0.5), row("b", 0.0400001, 0.6))))
                .contains("| a | **0.04000** | **0.5000** |\n", "| b | **0.04000** | 0.6000 |\n");
        assertThat(MarkdownSheet.of(sheet(row("a", 0.04, 0.5)))).doesNotContain("**0");
    }

    @Test
    void headingsAreTitlesWithUnitAndDirection() {
        assertThat(LatexSheet.of(sheet(row("a", 0.04, 0.5))))
                .contains("\nDefense & MSE $\\uparrow$ & SSIM $\\downarrow$ \\\\\n");
        assertThat(Column.ACCURACY.title()).isEqualTo("Accuracy (%) ↑");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50% & $5",
                "a_b^c~d#e",
                "\\input{x}",
                "}{",
                "λ = 16 → 中",
                "a\nb",
                "<script>",
                "| x |",
                "\"q\" `t` [l](m)"
            })
    void anyTextIsSafeAnywhere(String text) {
        var section = new Sheet.Section(
                text,
                List.of(Column.text(text), ERROR),
                List.of(new Sheet.Row(List.of(Value.text(text), measured(0.04, 0.05)), text, true)));
        var sheet = new Sheet(text, Sheet.label(text), List.of(section), List.of(text), List.of());

        LatexStructure.check(LatexSheet.of(sheet));
        assertThat(MarkdownSheet.of(sheet).lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(sign -> sign == '|'))
                        .hasSize(3));
    }

    @Test
    void whatIsExportedCompilesWherePdflatexIs() throws Exception {
        var definition = Map.<String, Object>of("defense", List.of(Map.of("part", "mid")));
        var section = new Sheet.Section(
                "Attack: a_b",
                List.of(Column.text("Defense"), ERROR),
                List.of(new Sheet.Row(List.of(Value.text("Noise & λ 50%"), measured(0.04, 0.05)), "n = 2 < 3", true)));
        var sheet = new Sheet(
                "Caption_1: 100%", Sheet.label("a b_c"), List.of(section), List.of("~ note #1"), List.of(definition));

        LatexStructure.compile(LatexSheet.of(sheet));
    }

    @Test
    void anUnknownFormatIsRefusedWithTheNearest() {
        var exportable =
                new Exportable("x", Map.of(), () -> new Data(List.of(), List.of()), () -> sheet(row("a", 1, 1)));

        assertThatThrownBy(() -> exportable.as("tec"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("csv, json, md, tex, bib")
                .hasMessageContaining("Ask for export.csv");
        assertThat(exportable.as("csv").fileName()).isEqualTo("x.csv");
    }

    @Test
    void dataAreBareNumbersAndQuotedTexts() {
        var row =
                new Data.Row().add("=1+1, \"a\"", 2).addSpread(null).addSpread(new Spread(0.5, 0.1, 0.2, 0.3, 0.7, 3));
        var data = new Data(List.of("name", "n", "a", "b", "c", "d"), List.of(row.cells()));

        assertThat(data.csv()).isEqualTo("name,n,a,b,c,d\n\"'=1+1, \"\"a\"\"\",2,,,0.5,0.2\n");
        assertThat(Data.name("σ")).isEqualTo("σ");
        assertThat(Data.name("a,b")).isEqualTo("\"a,b\"");
    }

    @Test
    void aDefenseIsSaidWithItsStrengthsAndWhatIsNotUsual() {
        List<Map<String, Object>> parts = List.of(
                Map.of("part", "gaussian-noise", "standardDeviation", 0.025),
                Map.of("part", "no-such-part", "weight", 2));

        assertThat(SettingWords.defense(Map.of("defense", parts)))
                .isEqualTo("Gaussian noise (standard deviation 0.025) + no-such-part (weight 2)");
        assertThat(SettingWords.defense(Map.of("defense", List.of()))).isEqualTo("undefended");
    }

    @Test
    void theProtocolTellsWhatDiffersAndLeavesOutWhatIsNotLimited() {
        Map<String, Object> one =
                Map.of("training", Map.of("epochs", 8), "dataset", Map.of("id", "s", "trainLimit", 0));
        Map<String, Object> other =
                Map.of("training", Map.of("epochs", 20), "dataset", Map.of("id", "s", "trainLimit", 0));

        assertThat(Protocol.of(List.of(one, other))).isEqualTo("Protocol: data set s, epochs 8 or 20.");
    }

    private static Sheet sheet(Sheet.Row... rows) {
        var section = new Sheet.Section("", List.of(Column.text("Defense"), ERROR, SIMILARITY), List.of(rows));
        return new Sheet("A caption", "tab:a", List.of(section), List.of(), List.of());
    }

    private static Sheet.Row row(String name, double error, double similarity) {
        return new Sheet.Row(List.of(Value.text(name), measured(error), measured(similarity)), "", true);
    }

    private static Value measured(Double... values) {
        return Value.of(Spread.of(new Sample(List.of(values))));
    }
}
