package lab.obscura.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.result.FinishedRuns;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who leads a board, as everybody is told. */
@ServiceTest
class BestsPostgresTest {

    private static final String DATASET = "bests";

    private final JdbcClient jdbc;
    private final Bests bests;

    BestsPostgresTest(@Autowired JdbcClient jdbc, @Autowired Bests bests) {
        this.jdbc = jdbc;
        this.bests = bests;
    }

    @Test
    void whatIsPrivateLeadsNothingUntilItIsPublished() {
        var finished = new FinishedRuns(jdbc);
        FinishedRuns.Plan plain = FinishedRuns.Plan.on(DATASET).row("plain").mse(0.02);
        FinishedRuns.Plan defended = FinishedRuns.Plan.on(DATASET)
                .row("led")
                .part("conditional-entropy")
                .mse(0.06);
        finished.succeeded(plain.seed(1));
        finished.succeeded(plain.seed(2));
        Set<UUID> runs = Set.of(
                finished.succeeded(defended.seed(1)).value(),
                finished.succeeded(defended.seed(2)).value());
        jdbc.sql("insert into projects (id, name) values (gen_random_uuid(), 'bests')")
                .update();
        jdbc.sql("""
                        update experiments e set project_id = p.id, private_to = p.id from projects p
                         where p.name = 'bests' and e.dataset = 'bests' and e.name = 'led'
                        """).update();

        List<Bests.NewBest> hidden = bests.with(runs, DATASET, "cnn-4", 2);
        jdbc.sql("update experiments set private_to = null where dataset = 'bests'")
                .update();
        List<Bests.NewBest> shown = bests.with(runs, DATASET, "cnn-4", 2);

        assertThat(hidden).isEmpty();
        assertThat(shown).isNotEmpty();
    }
}
