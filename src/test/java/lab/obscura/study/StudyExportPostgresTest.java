package lab.obscura.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.export.LatexStructure;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Studies as files. */
@ServiceTest
class StudyExportPostgresTest {

    private static final String STUDIES = "/api/v1/studies";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;

    StudyExportPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aStudyIsExportedWithARowPerCell() throws Exception {
        String id = api.post(STUDIES, StudyFixture.study(361, "50% & more", "[1, 2]"))
                .at("/id");
        StudyFixture.succeed(jdbc, id, 1, 90);
        String path = STUDIES + "/" + id + "/export.";

        String markdown = api.get(path + "md").text();
        String tex = api.get(path + "tex").text();

        assertThat(markdown)
                .contains("| defense | σ | Defense | n | Accuracy (%) ↑ | MSE ↑ |")
                .contains("| both<sup>1</sup> | 0.2 | Gaussian noise (standard deviation 0.2) + ")
                .contains("<sup>1</sup> 1 of 2 seeds have succeeded", "Protocol\\: data set shapes");
        assertThat(tex).contains("\\caption{Study: 50\\% \\& more.}", "\\label{tab:study-50-more}");
        LatexStructure.compile(tex);
        assertThat(api.get(path + "csv").text().lines())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("defense,σ,parts,");
        assertThat(api.get(path + "json").json().get("cells")).hasSize(4);
        assertThat(api.get(path + "bib").text()).contains("{he-et-al-2020,");
        assertThat(api.get(path + "csv?attack=none").at("/fields/0/path")).isEqualTo("attack");
        assertThat(api.get(STUDIES + "/nothing/export.csv").status()).isEqualTo(404);
    }

    @Test
    void everyRunIsExportedSoThatNumbersCanBeComputedAnew() {
        String id = api.post(STUDIES, StudyFixture.study(362, "raw", "[1, 2]")).at("/id");
        StudyFixture.succeed(jdbc, id, 2, 90);
        jdbc.sql("""
                        insert into attack_results (run_id, slug, number, attack, settings, knowledge, evaluated, adequacy)
                        select s.run_id, 'linear-train', 0, 'linear', '{}', 'train', 20, '{"verdict": "ADEQUATE"}'
                          from study_runs s join outcomes o on o.run_id = s.run_id where s.study_id = cast(:study as uuid)
                        """).param("study", id).update();
        jdbc.sql("insert into attack_metrics select run_id, slug, 'mse', 0.0123456789 from attack_results a"
                        + " join study_runs s using (run_id) where s.study_id = cast(:study as uuid)")
                .param("study", id)
                .update();

        List<String> lines =
                api.get(STUDIES + "/" + id + "/runs.csv").text().lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .isEqualTo("defense,σ,experiment,run,seed,network.accuracy,attack,verdict,attack.mse,obscura,engine,"
                        + "numericsVersion,trainingHash,attackHash");
        assertThat(lines.get(1))
                .startsWith("\"noise\",\"0.1\",\"")
                .contains(",2,0.5,\"linear-train\",\"adequate\",0.0123456789,");
    }
}
