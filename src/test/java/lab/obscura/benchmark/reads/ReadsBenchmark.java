package lab.obscura.benchmark.reads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.obscura.benchmark.Latencies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How long pages take with 20 000 runs, five million points of curves and the cells of a thousand studies ({@link ManyRows}), and storing a
 * study of 5 000 runs beside them: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=reads.ReadsBenchmark}.
 * {@code -Dbenchmark.home=FOLDER} keeps the rows for another time, {@code -Dbenchmark.cases=board} asks only for pages with that word, or with one
 * of several between commas.
 */
public final class ReadsBenchmark {

    private static final int WARM_UP = 20; // a service that has just started is busy translating itself
    private static final int CALLS = 20 * Integer.getInteger("benchmark.rounds", 5);
    private static final int LARGE_STUDIES = 5;
    private static final List<String> CASES =
            List.of(System.getProperty("benchmark.cases", "").split(","));

    private static final String TEMPLATE = """
            {"name": "template", "dataset": {"id": "shapes", "trainLimit": 1000, "testLimit": 200},
             "network": {"backbone": "cnn-4", "cutLayer": 2, "bottleneck": {"channels": 8}},
             "defense": [{"part": "gaussian-noise"}, {"part": "conditional-entropy"}],
             "attacks": [{"attack": "decoder", "decoder": "res-n8c64"}, {"attack": "decoder", "decoder": "conv-n0c16"}]}
            """;

    /** A thousand cells with five seeds. */
    private static final String LARGEST_STUDY = """
            {"name": "large %d", "seeds": "1-5",
             "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                      "defense": [{"part": "gaussian-noise"}, {"part": "conditional-entropy"}]},
             "axes": [{"path": "/defense/0/standardDeviation", "values": "0.01..0.4 40"},
                      {"path": "/defense/1/weight", "values": "1..25 25"}]}
            """;

    private final SmallService service;
    private final JdbcClient jdbc;

    private ReadsBenchmark(SmallService service) throws IOException {
        this.service = service;
        this.jdbc = service.database();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String kept = System.getProperty("benchmark.home", "");
        Path home = kept.isEmpty() ? Files.createTempDirectory("obscura-benchmark") : Path.of(kept);
        List<String> settings = new ArrayList<>(List.of("--obscura.queue.quota=100000"));
        Path data = Path.of(System.getProperty("obscura.test.data", "")).toAbsolutePath();
        if (Files.isDirectory(data)) {
            settings.add("--obscura.data.directory=" + data);
        }
        try (var service = new SmallService(home, settings)) {
            var benchmark = new ReadsBenchmark(service);
            benchmark.fill();
            benchmark.reads();
            benchmark.largeStudies();
            System.out.println("\n" + service.heap());
        } finally {
            if (kept.isEmpty()) {
                FileSystemUtils.deleteRecursively(home);
            }
        }
        System.exit(0); // the client's threads would stay
    }

    private void fill() throws IOException, InterruptedException {
        var rows = new ManyRows(jdbc);
        if (!rows.areThere()) {
            service.json("POST", "/api/v1/experiments", TEMPLATE);
            for (var table : service.json("GET", "/api/v1/tables", "").get("tables")) {
                if (table.get("scales").toString().contains("mini")) {
                    String id = table.get("id").asString();
                    service.json("POST", "/api/v1/tables/" + id + "/missing?scale=mini", "");
                }
            }
            rows.fill();
        }
        jdbc.sql("vacuum analyze").update();
        System.out.printf(
                Locale.ROOT,
                "%d runs, %d points of curves, %d studies with %d cells%n%n",
                rows.count("runs"),
                rows.count("curve_points"),
                rows.count("studies"),
                rows.count("study_cells"));
    }

    /** The pages take turns, so that what disturbs the machine disturbs all of them. Slow ones are asked for less often. */
    private void reads() throws IOException, InterruptedException {
        Map<Page, Asked> pages = new LinkedHashMap<>();
        pages().stream().filter(page -> isAsked(page.name())).forEach(page -> pages.put(page, new Asked()));
        for (int call = 0; call < WARM_UP + CALLS; call++) {
            for (var page : pages.entrySet()) {
                if (page.getValue().isEnough()) {
                    continue;
                }
                long begin = System.nanoTime();
                int length = 0;
                for (String address : page.getKey().addresses(call)) {
                    var answer = service.get("/api/v1" + address);
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(address + " was answered by " + answer.statusCode());
                    }
                    length += answer.body().length;
                }
                page.getValue().add(System.nanoTime() - begin, length);
            }
        }
        System.out.println("| page | KB | calls | median, ms | p95, ms | largest, ms |\n|---|---|---|---|---|---|");
        pages.forEach((page, asked) -> asked.print(page.name()));
    }

    private static boolean isAsked(String name) {
        return CASES.stream().anyMatch(name::contains);
    }

    /** What one page took so far. */
    private static final class Asked {

        /** A page that has taken so long need not be asked for as often as the others, but at least so often. */
        private static final long LONG_NANOS = 40_000_000_000L;

        private static final int FEWEST = 20;

        private final List<Long> nanos = new ArrayList<>();
        private int bytes;

        void add(long took, int length) {
            nanos.add(took);
            bytes = length;
        }

        boolean isEnough() {
            return nanos.size() >= 2 * FEWEST
                    && nanos.stream().mapToLong(Long::longValue).sum() > LONG_NANOS;
        }

        void print(String name) {
            List<Long> measured = nanos.subList(Math.min(WARM_UP, nanos.size() - 1), nanos.size());
            var took = new Latencies(measured);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.0f | %.0f | %.0f |%n",
                    name,
                    bytes / 1024,
                    measured.size(),
                    took.milliseconds(0.5),
                    took.milliseconds(0.95),
                    took.milliseconds(1));
        }
    }

    /**
     * What is asked for.
     *
     * @param patterns addresses, in which {@code {}} stands for one of the values
     * @param values asked for in turn
     */
    private record Page(String name, List<String> patterns, List<String> values) {

        List<String> addresses(int call) {
            String value = values.get(call % values.size());
            return patterns.stream()
                    .map(pattern -> pattern.replace("{}", value))
                    .toList();
        }
    }

    private static Page page(String name, String address) {
        return new Page(name, List.of(address), List.of(""));
    }

    private List<Page> pages() {
        List<String> numbers = ids("select cast(n as text) from generate_series(1, 40) n");
        List<String> studies =
                ids("select cast(id as text) from studies where name like 'study %' order by position limit 40");
        List<String> experiments = ids(
                "select cast(id as text) from experiments where name like 'cell %' and dataset = 'shapes' order by row_hash limit 240");
        List<String> longRuns =
                ids("select cast(id as text) from runs where state = 'SUCCEEDED' order by position desc limit 40");
        List<String> deep = ids("select cast(position as text) from runs order by position offset 2000 limit 40");
        return List.of(
                page("runs, first page", "/runs?limit=50"),
                new Page("runs, deep page", List.of("/runs?limit=50&after={}"), deep),
                new Page(
                        "runs, by state and data set",
                        List.of("/runs?state=FAILED&dataset=set-1&tag=tag%20{}"),
                        numbers),
                page("runs, by part", "/runs?part=conditional-entropy&attack=decoder"),
                new Page("runs, rare text", List.of("/runs?q=%22cell%203{}7%22"), numbers),
                page("runs, text that nothing has", "/runs?q=nowhere"),
                new Page(
                        "runs, query of five terms",
                        List.of("/runs?q=state:succeeded%20part:conditional-entropy%20mse%3C0.011%20accuracy%3E0.89"
                                + "%20-tag:%22tag%20{}%22"),
                        numbers),
                new Page("runs, of a study", List.of("/runs?q=study:%22study%20{}%22"), numbers),
                page("boards", "/boards"),
                page("board of 1 000 definitions", "/boards/shapes"),
                page("board of 1 000 definitions, worst case", "/boards/shapes?attack=worst-case"),
                page("board of 500 definitions", "/boards/set-1"),
                page("studies", "/studies?limit=20"),
                new Page("study of 20 cells", List.of("/studies/{}"), studies),
                new Page(
                        "study of 1 000 cells",
                        List.of("/studies/{}"),
                        ids("select cast(id as text) from studies where name = 'largest'")),
                new Page("experiment", List.of("/experiments/{}"), experiments),
                new Page(
                        "run with 6 000 points, gallery, scores",
                        List.of("/runs/{}", "/runs/{}/curves", "/runs/{}/reconstructions", "/runs/{}/scores"),
                        longRuns),
                new Page("compare six experiments", List.of("/compare?experiments={}"), sixes(experiments)),
                new Page("compare six runs", List.of("/compare?runs={}"), sixes(longRuns)),
                page("tables", "/tables"),
                page("table", "/tables/cem-gains?scale=mini"),
                page("disk", "/disk"),
                page("queue", "/queue"));
    }

    private static List<String> sixes(List<String> ids) {
        List<String> sixes = new ArrayList<>();
        for (int from = 0; from + 6 <= ids.size(); from += 6) {
            sixes.add(String.join(",", ids.subList(from, from + 6)));
        }
        return sixes;
    }

    private List<String> ids(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private void largeStudies() throws IOException, InterruptedException {
        if (!isAsked("5 000 runs in one study")) {
            return;
        }
        List<Long> storing = new ArrayList<>();
        List<Long> deleting = new ArrayList<>();
        for (int study = 0; study < LARGE_STUDIES; study++) {
            String body = String.format(Locale.ROOT, LARGEST_STUDY, study, 700 + study);
            long begin = System.nanoTime();
            String id = service.json("POST", "/api/v1/studies", body).get("id").asString();
            storing.add(System.nanoTime() - begin);
            begin = System.nanoTime();
            service.json("DELETE", "/api/v1/studies/" + id, "");
            deleting.add(System.nanoTime() - begin);
        }
        print("5 000 runs in one study, stored in one transaction", storing);
        print("the same, deleted", deleting);
    }

    private static void print(String name, List<Long> nanos) {
        var took = new Latencies(nanos);
        System.out.printf(
                Locale.ROOT,
                "%n%s: median %.0f ms, largest %.0f ms of %d",
                name,
                took.milliseconds(0.5),
                took.milliseconds(1),
                nanos.size());
    }
}
