package lab.obscura.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of tables are checked once, and again when what decides about them has changed. */
@ServiceTest
class CheckedRowsPostgresTest {

    private final CheckedRows checked;
    private final JdbcClient jdbc;

    CheckedRowsPostgresTest(@Autowired CheckedRows checked, @Autowired JdbcClient jdbc) {
        this.checked = checked;
        this.jdbc = jdbc;
    }

    @AfterEach
    void forgetWorkers() {
        jdbc.sql("delete from workers where host = 'tiny'").update();
    }

    @Test
    void anEqualTableIsNotCheckedAgain() {
        CheckedRows.Checked first = checked.of(table("shapes"), "mini");

        CheckedRows.Checked second = checked.of(table("shapes"), "mini");

        assertThat(first.resolved()).containsOnlyKeys(0);
        assertThat(second).isSameAs(first);
    }

    @Test
    void anotherSlotOfAWorkerLetsEveryTableBeCheckedAgain() {
        CheckedRows.Checked before = checked.of(table("shapes"), "mini");
        jdbc.sql("""
                        insert into workers (id, host, process, slots, device, version, engine_build, heap_mb, off_heap_mb, gpu_mb)
                        values (gen_random_uuid(), 'tiny', 1, 1, 'cpu', '1', 'cpu', 1, 1, 0)
                        """).update();

        CheckedRows.Checked with = checked.of(table("shapes"), "mini");
        forgetWorkers();

        assertThat(before.reasons()).isEmpty();
        assertThat(with.reasons().get(0)).contains("Cannot be computed here").contains("largest worker slot has 1 MB");
        assertThat(checked.of(table("shapes"), "mini").reasons()).isEmpty();
    }

    @Test
    void theDataSetsOfATableAreKnownWithoutThem() {
        assertThat(checked.datasets(table("nowhere"), "mini")).containsExactly("nowhere");
    }

    private static PaperTable table(String dataset) {
        Map<String, Object> base = Map.of(
                "dataset", Map.of("id", dataset, "trainLimit", 900, "testLimit", 200),
                "network", Map.of("backbone", "cnn-4"));
        return TableReader.read(Map.of(
                "id",
                "of-" + dataset,
                "title",
                "T",
                "source",
                "A paper, Table 1",
                "columns",
                List.of(Map.of("id", "accuracy", "title", "Accuracy", "metric", "accuracy", "tolerance", 0.015)),
                "scales",
                Map.of("mini", Map.of("base", base, "seeds", List.of(1, 2))),
                "rows",
                List.of(Map.of(
                        "label",
                        "Undefended",
                        "set",
                        Map.of("/defense", List.of()),
                        "published",
                        Map.of("accuracy", 0.8)))));
    }
}
