package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is private to a project stands nowhere for others: every address that reads is asked, by a member and by people who are none. */
@GuardedServiceTest
class SightWalkPostgresTest {

    private static final String WORD = "basilisk";
    private static final String DEFINITION = """
            {"name": "NAME", "dataset": {"id": "shapes", "trainLimit": 417, "testLimit": 200}, "defense": [],
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
             "training": {"epochs": 2, "batchSize": 40},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 2, "batchSize": 40}], "seeds": [1]}""";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns finished;
    private ApiClient api;
    private Members members;
    private String member;
    private String outsider;

    SightWalkPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.finished = new FinishedRuns(jdbc);
    }

    /** What a project keeps for itself: ids of two finished runs, their experiments and a study of both. */
    private record Kept(List<String> runs, List<String> experiments, String study) {

        Stream<String> traces() {
            return Stream.of(Stream.of(WORD, study), runs.stream(), experiments.stream())
                    .flatMap(trace -> trace);
        }
    }

    @BeforeEach
    void people() {
        api = new ApiClient(port);
        members = new Members(api);
        member = members.tokenOfNew("sight-member", "submitter");
        outsider = members.tokenOfNew("sight-outsider", "submitter");
        api.post(
                "/api/v1/projects",
                "{\"name\": \"sight\", \"title\": \"Those who see\", \"members\": [\"sight-member\"]}",
                bearer(members.admin()));
    }

    @Test
    void nobodyElseFindsATraceOfItUnderAnyAddressThatReads() {
        Kept kept = keep(false);
        Map<String, String> found = new TreeMap<>();

        for (String address : addresses(kept)) {
            Answer answer = api.get(address, bearer(outsider));
            boolean isThere = address.contains(kept.study()) || ids(kept).anyMatch(address::contains);
            if (isThere && answer.status() != 404) {
                found.put(address, "status " + answer.status());
            }
            kept.traces()
                    .filter(trace -> !address.contains(trace) && answer.text().contains(trace))
                    .forEach(trace -> found.put(address, trace));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void itsMembersAndAdminsFindIt() {
        Kept kept = keep(false);
        List<String> missing = new ArrayList<>();

        for (String token : List.of(member, members.admin())) {
            addresses(kept).stream()
                    .filter(address -> !address.endsWith("/events")) // never ends
                    .filter(address -> api.get(address, bearer(token)).status() != 200)
                    .forEach(missing::add);
        }
        String boards = api.get("/api/v1/boards", bearer(member)).text();
        String board = api.get("/api/v1/boards/" + WORD, bearer(member)).text();
        String list = api.get("/api/v1/runs?q=" + WORD, bearer(member)).text();
        String studies = api.get("/api/v1/studies", bearer(member)).text();

        assertThat(missing).isEmpty();
        assertThat(boards).contains(WORD);
        assertThat(board).contains(kept.runs().get(0));
        assertThat(list).contains(kept.runs().get(0), kept.runs().get(1));
        assertThat(studies).contains(kept.study());
    }

    @Test
    void everyAddressThatReadsIsAsked() {
        Kept kept = keep(false);
        List<String> asked = addresses(kept);

        List<String> forgotten = Rights.all().stream()
                .filter(rule -> rule.method().equals("GET"))
                .filter(rule -> rule.right() == Right.READ || rule.right() == Right.SUBMIT)
                .map(rule -> rule.path().getPatternString())
                .filter(path -> path.startsWith("/api/"))
                .filter(path -> asked.stream().noneMatch(address -> isOf(path, address)))
                .toList();

        assertThat(forgotten)
                .as("Ask it in addresses()")
                .containsExactly("/api/v1/runs/{id}/live/{attackSlug}.png"); // gone once a run has succeeded
    }

    private static boolean isOf(String path, String address) {
        String pattern = path.replaceAll("\\{\\w+}", "[^/?]+").replace(".", "\\.");
        return address.replaceFirst("\\?.*", "").matches(pattern.replace("[^/?]+\\.", "[^/?]+?\\."));
    }

    @Test
    void whatIsPublishedIsThereForEverybodyAndGoneAgainWhenItIsTakenBack() {
        Kept kept = keep(true);
        String study = "/api/v1/studies/" + kept.study();
        String board = "/api/v1/boards/" + WORD;

        Answer foreign = api.post(study + "/publish", "", bearer(outsider));
        Answer published = api.post(study + "/publish", "", bearer(member));
        Answer seen = api.get(board, bearer(outsider));
        Answer refused = api.post("/api/v1/experiments/" + kept.experiments().get(0) + "/withdraw", "", bearer(member));
        Answer withdrawn = api.post(study + "/withdraw", "", bearer(member));
        Answer gone = api.get(board, bearer(outsider));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(published.at("/visibility")).as(published.text()).isEqualTo("public");
        assertThat(published.at("/project")).isEqualTo("sight");
        assertThat(seen.text()).contains(kept.runs().get(0));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail")).contains("A study that others see shows it");
        assertThat(withdrawn.at("/visibility")).as(withdrawn.text()).isEqualTo("project");
        assertThat(gone.text()).doesNotContain(kept.runs().get(0));
        assertThat(members.audit("action=publish")).anyMatch(line -> line.contains(kept.study()));
    }

    @Test
    void nothingPrivateIsSharedWithWhatEverybodySees() {
        String definition = DEFINITION.replace("NAME", "shared content");
        String study = "{\"name\": \"S\", \"base\": " + definition
                + ", \"axes\": [{\"name\": \"w\", \"path\": \"/network/width\", \"values\": [0.25]}], \"seeds\": [1]}";

        Answer own = api.post("/api/v1/studies?project=sight", study, bearer(member));
        Answer again = api.post("/api/v1/studies?project=sight", study, bearer(member));
        Answer others = api.post("/api/v1/studies", study, bearer(outsider));
        Answer stranger = api.post("/api/v1/studies?project=sight", study, bearer(outsider));
        Answer alone = api.post("/api/v1/studies?visibility=project", study, bearer(member));

        assertThat(own.status()).as(own.text()).isEqualTo(201);
        assertThat(own.at("/visibility")).isEqualTo("project");
        assertThat(again.at("/cells/0/experiment")).isEqualTo(own.at("/cells/0/experiment"));
        assertThat(others.at("/visibility")).isEqualTo("public");
        assertThat(others.at("/cells/0/experiment")).isNotEqualTo(own.at("/cells/0/experiment"));
        assertThat(stranger.at("/fields/0/path")).isEqualTo("project");
        assertThat(alone.at("/fields/0/path")).isEqualTo("project");
    }

    @Test
    void aTableMeasuresForEachWhatHeMaySee() {
        String definition = DEFINITION.replace("NAME", WORD).replace("417", "419");
        Answer posted = api.post("/api/v1/experiments?project=sight", definition, bearer(member));
        jdbc.sql("""
                        with done as (update runs set state = 'SUCCEEDED', finished_at = current_instant()
                                       where id = cast(:run as uuid) returning id)
                        insert into run_metrics select id, 'accuracy', 0.5 from done
                        """).param("run", posted.at("/runs/0/id")).update();
        Answer table = api.post(
                "/api/v1/tables",
                """
                        {"id": "sighted", "title": "T", "source": "A paper",
                         "columns": [{"id": "accuracy", "title": "Accuracy", "metric": "accuracy", "tolerance": 0.01}],
                         "scales": {"mini": {"base": BASE, "seeds": [1]}},
                         "rows": [{"label": "A row", "set": {"/defense": []}, "published": {"accuracy": 0.5}}]}
                        """.replace("BASE", definition.replaceAll("\"name\": \"\\w+\", |, \"seeds\": \\[1]", "")),
                bearer(outsider));

        Answer own = api.get("/api/v1/tables/sighted", bearer(member));
        Answer others = api.get("/api/v1/tables/sighted", bearer(outsider));
        String file =
                api.get("/api/v1/tables/sighted/export.csv", bearer(outsider)).text();

        assertThat(table.status()).as(table.text()).isEqualTo(201);
        assertThat(own.json().at("/rows/0/cells/0/measured/n").asInt())
                .as(own.text())
                .isEqualTo(1);
        assertThat(others.json().at("/rows/0/cells/0/measured/n").asInt()).isZero();
        assertThat(others.json().at("/progress/succeeded").asInt()).isZero();
        assertThat(file).contains("not-run");
    }

    @Test
    void manyAtOnceDoesNotKnowWhatIsPrivate() {
        Kept kept = keep(false);
        String body = "{\"action\": \"tag\", \"tags\": [\"mine\"], \"runs\": [\""
                + kept.runs().get(0) + "\"]}";

        Answer look = api.post("/api/v1/runs/bulk?dryRun=true", body, bearer(outsider));
        Answer done = api.post("/api/v1/runs/bulk", body, bearer(outsider));
        Answer found = api.post(
                "/api/v1/runs/bulk?dryRun=true",
                "{\"action\": \"pin\", \"query\": \"" + WORD + "\"}",
                bearer(outsider));

        assertThat(look.at("/results/0/outcome")).as(look.text()).isEqualTo("unknown");
        assertThat(done.json().at("/done").asInt()).isZero();
        assertThat(found.json().at("/results").size()).as(found.text()).isZero();
    }

    /** Two finished runs of the member, as a worker leaves them, in a study of the project. */
    private Kept keep(boolean isFresh) {
        String row = "private" + (isFresh ? System.nanoTime() : "");
        List<RunId> runs = Stream.of(1L, 2L)
                .map(seed -> finished.succeeded(FinishedRuns.Plan.on(WORD)
                        .row(row + seed)
                        .named("Secret " + WORD)
                        .seed(seed)))
                .toList();
        List<String> ids = runs.stream().map(RunId::toString).toList();
        List<String> experiments = ids.stream()
                .map(id -> jdbc.sql("select experiment_id from runs where id = cast(:id as uuid)")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .toList();
        String study = java.util.UUID.randomUUID().toString();
        String mine = " submitter = 'sight-member', account_id = (select id from accounts where name = 'sight-member'),"
                + " project_id = (select id from projects where name = 'sight')";
        jdbc.sql("update runs set" + mine + " where id in (select unnest(cast(:ids as uuid[])))")
                .param("ids", array(ids))
                .update();
        jdbc.sql("update experiments set" + mine + ", private_to = (select id from projects where name = 'sight')"
                        + " where id in (select unnest(cast(:ids as uuid[])))")
                .param("ids", array(experiments))
                .update();
        jdbc.sql("""
                        insert into studies (id, name, submitter, account_id, project_id, private_to, posted)
                        select cast(:id as uuid), 'Study of the basilisk', a.name, a.id, p.id, p.id, '{}'
                          from accounts a, projects p where a.name = 'sight-member' and p.name = 'sight'
                        """).param("id", study).update();
        jdbc.sql("""
                        insert into study_cells (study_id, number, labels, experiment_id, seeds, seconds)
                        select cast(:id as uuid), e.n, jsonb_build_array(jsonb_build_array('n', cast(e.n as text))), e.id, '{1, 2}', 10
                          from unnest(cast(:experiments as uuid[])) with ordinality as e(id, n)
                        """)
                .param("id", study)
                .param("experiments", array(experiments))
                .update();
        return new Kept(ids, experiments, study);
    }

    private static String array(List<String> ids) {
        return "{" + String.join(",", ids) + "}";
    }

    private static Stream<String> ids(Kept kept) {
        return Stream.concat(kept.runs().stream(), kept.experiments().stream());
    }

    /** Every address that reads, with what is private in the place of ids, and what lists with the ways to ask for it. */
    private static List<String> addresses(Kept kept) {
        String run = "/api/v1/runs/" + kept.runs().get(0);
        String study = "/api/v1/studies/" + kept.study();
        String attack = "decoder-res-n0c16-train";
        return Stream.of(
                        "/api/v1/catalog",
                        "/api/v1/datasets",
                        "/api/v1/datasets/shapes",
                        "/api/v1/presets",
                        "/api/v1/disk",
                        "/api/v1/queue",
                        "/api/v1/workers",
                        "/api/v1/cluster",
                        "/api/v1/experiments/latest",
                        "/api/v1/experiments/" + kept.experiments().get(0),
                        "/api/v1/runs/latest",
                        "/api/v1/runs",
                        "/api/v1/runs?q=" + WORD,
                        "/api/v1/runs?dataset=" + WORD,
                        "/api/v1/runs?submitter=sight-member",
                        run,
                        run + "/live",
                        run + "/reconstructions",
                        run + "/reconstructions/" + attack + "/1800.png",
                        run + "/originals/1800.png",
                        run + "/thumbnail.png",
                        run + "/curves",
                        run + "/scores?attack=" + attack,
                        run + "/log",
                        run + "/encoder",
                        run + "/encoder.onnx",
                        run + "/events",
                        "/api/v1/studies",
                        study,
                        study + "/export.csv",
                        study + "/export.json",
                        study + "/runs.csv",
                        "/api/v1/tables",
                        "/api/v1/tables/proposal",
                        "/api/v1/tables/proposal/export.csv",
                        "/api/v1/boards",
                        "/api/v1/boards/" + WORD + "?attack=" + attack,
                        "/api/v1/boards/latest",
                        "/api/v1/boards/shapes/export.csv",
                        "/api/v1/compare?runs=" + String.join(",", kept.runs()),
                        "/api/v1/compare?experiments=" + String.join(",", kept.experiments()),
                        "/api/v1/compare/export.csv?runs=" + String.join(",", kept.runs()))
                .toList();
    }
}
