package lab.obscura.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.definition.presets.CifarExcerpt;
import lab.obscura.table.PaperTable.Published;
import lab.obscura.table.PaperTable.TableRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedTablesTest {

    private final List<PaperTable> tables = new ShippedTables().all();

    @Test
    void theTablesOfTheProposalTheGainsAndSiftFunnelAreThere() {
        assertThat(tables)
                .extracting(PaperTable::id)
                .containsExactly(
                        "cem-gains",
                        "proposal",
                        "siftfunnel-2",
                        "siftfunnel-3",
                        "siftfunnel-4",
                        "siftfunnel-5",
                        "siftfunnel-6");
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(10, 3, 11, 11, 8, 9, 3);
    }

    /** Numbers with many digits, of several tables, as they were printed. */
    @Test
    void numbersStandAsTheyWerePrinted() {
        assertThat(printed("proposal", "Gated-attention CEM", "mse")).isEqualTo(0.0473);
        assertThat(printed("siftfunnel-2", "SiftFunnel", "gb-psnr")).isEqualTo(16.7314);
        assertThat(printed("siftfunnel-2", "MID (1e-2)", "mle-mse")).isEqualTo(1.74e-5);
        assertThat(printed("siftfunnel-3", "SiftFunnel", "bb-mse")).isEqualTo(0.1957);
        assertThat(printed("siftfunnel-4", "AE-based", "parameters")).isEqualTo(2365056);
        assertThat(printed("siftfunnel-5", "SiftFunnel, attacked in the cloud", "gen-mse"))
                .isEqualTo(0.0521);
        assertThat(printed("siftfunnel-6", "VGG16", "mi")).isEqualTo(0.0128);
    }

    /** The error is a sum over three channels, so it fits its PSNR only after a division by 3; where it does not, the source says so. */
    @Test
    void printedErrorsFitPrintedSignalToNoise() {
        PaperTable table = table("siftfunnel-2");

        assertThat(table.rows())
                .filteredOn(row -> row.published().containsKey("bb-mse"))
                .allSatisfy(row -> {
                    double error = row.published().get("bb-mse").middle() / 3;
                    assertThat(-10 * Math.log10(error))
                            .as(row.label())
                            .isCloseTo(row.published().get("bb-psnr").middle(), within(1.2));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cem-gains", "proposal", "siftfunnel-2", "siftfunnel-3", "siftfunnel-5", "siftfunnel-6"})
    void everyRowOfTheSmallScaleFitsThePicturesAndIsAnExperimentOfItsOwn(String id) {
        PaperTable table = table(id);

        List<ExperimentDefinition> definitions = TableRows.of(table, PaperTable.MINI, new ArrayList<>()).stream()
                .map(row -> new DefinitionReader()
                        .read(DefinitionReader.posted(row.cell().definition())))
                .toList();

        assertThat(definitions).hasSize(table.rows().size()).allSatisfy(definition -> {
            assertThat(FitCheck.fit(definition, CifarExcerpt.INFO).input()).isEqualTo(CifarExcerpt.INFO.shape());
            assertThat(definition.toJson().get("network").toString()).contains("width=0.125");
        });
        assertThat(definitions.stream()
                        .map(one -> Identity.of(one, CifarExcerpt.INFO).rowHash())
                        .distinct())
                .hasSize(definitions.size());
    }

    private double printed(String table, String label, String column) {
        Published published = table(table).rows().stream()
                .filter(row -> row.label().equals(label))
                .map(TableRow::published)
                .findFirst()
                .orElseThrow()
                .get(column);
        assertThat(published.width()).isZero();
        return published.low();
    }

    private PaperTable table(String id) {
        return tables.stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
