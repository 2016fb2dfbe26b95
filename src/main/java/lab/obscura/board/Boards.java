package lab.obscura.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.board.evidence.BoardRun;
import lab.obscura.board.evidence.Evidence;
import lab.obscura.board.evidence.KnownDefinitions;
import lab.obscura.board.evidence.SeedRow;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.export.Export;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** Puts boards together. */
@Component
final class Boards {

    private static final String LATEST = "latest";

    /** The one data set whose images are drawn by the program. */
    private static final String SYNTHETIC = "shapes";

    private final BoardQueries queries;
    private final RegisteredDatasets datasets;
    private final BoardRuns runs;
    private final KnownDefinitions definitions = new KnownDefinitions();

    Boards(BoardQueries queries, RegisteredDatasets datasets) {
        this.queries = queries;
        this.runs = new BoardRuns(queries);
        this.datasets = datasets;
    }

    BoardsView all() {
        return new BoardsView(queries.boards());
    }

    BoardView board(String reference, BoardRequest request) {
        return shown(reference, request).view();
    }

    /** A board as it is answered and what it rests on. */
    private record Shown(BoardView view, Evidence evidence) {

        /** Those of the answered rows, in their order. */
        List<Map<String, Object>> definitions() {
            Map<String, Map<String, Object>> byHash = evidence.rows().stream()
                    .collect(Collectors.toMap(row -> row.latest().rowHash(), SeedRow::definition));
            return view.rows().stream().map(row -> byHash.get(row.rowHash())).toList();
        }
    }

    private Shown shown(String reference, BoardRequest request) {
        request.checked();
        String dataset = dataset(reference);
        List<BoardQueries.Network> networks = queries.networks(dataset);
        BoardQueries.Network network = network(networks, request);
        List<BoardView.AttackChoice> attacks = queries.attacks(dataset, network);
        List<BoardView.AttackerChoice> attackers = queries.attackers(dataset, network);
        Optional<BoardView.AttackChoice> attack = chosen(attacks, request);
        String slug = attack.map(BoardView.AttackChoice::slug).orElse(BoardRequest.text(request.attack()));
        String knowledge = request.isWorstCase()
                ? knowledge(attackers, request)
                : attack.map(BoardView.AttackChoice::knowledge).orElse("");
        RunFacts.Asked asked = request.isWorstCase()
                ? RunFacts.Asked.attacker(request.threatLevel(), knowledge)
                : RunFacts.Asked.attack(slug);
        Optional<Double> chance = chance(dataset);
        Evidence evidence = evidence(runs.of(dataset, network, asked), chance, request.points());
        var choices = new Choices(networks, network, attacks, attackers, slug, knowledge);
        return new Shown(view(dataset, request, choices, chance, evidence), evidence);
    }

    private Optional<Double> chance(String dataset) {
        return datasets.known(dataset, 0)
                .map(info -> info.classNames().size())
                .filter(classes -> classes > 1)
                .map(classes -> 1.0 / classes);
    }

    private Evidence evidence(List<BoardRun> known, Optional<Double> chance, double points) {
        return new Evidence(
                known,
                definitions.of(known, queries::definitions),
                chance.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                points);
    }

    /** What a board proves as it opens, with and without some of its runs. */
    BeforeAndAfter beforeAndAfter(String dataset, BoardQueries.Network network, Set<UUID> newRuns) {
        var request = BoardRequest.USUAL;
        RunFacts.Asked asked =
                RunFacts.Asked.attacker(request.threatLevel(), knowledge(queries.attackers(dataset, network), request));
        List<BoardQueries.Place> places = queries.places(dataset, network);
        List<BoardQueries.Place> old =
                places.stream().filter(place -> !newRuns.contains(place.run())).toList();
        Optional<Double> chance = chance(dataset);
        return new BeforeAndAfter(
                evidence(runs.of(old, network, asked), chance, request.points()),
                evidence(runs.of(places, network, asked), chance, request.points()));
    }

    /** The same board twice. */
    record BeforeAndAfter(Evidence before, Evidence after) {}

    /** What a board may be about, and what it is about. */
    private record Choices(
            List<BoardQueries.Network> networks,
            BoardQueries.Network network,
            List<BoardView.AttackChoice> attacks,
            List<BoardView.AttackerChoice> attackers,
            String slug,
            String knowledge) {

        /** Null when nothing was attacked. */
        String shown(boolean isWorstCase) {
            if (isWorstCase) {
                return attacks.isEmpty() ? null : BoardRequest.WORST_CASE;
            }
            return slug;
        }
    }

    private static BoardView view(
            String dataset, BoardRequest request, Choices choices, Optional<Double> chance, Evidence evidence) {
        var rows = new BoardRows(evidence, request);
        boolean isEmpty = evidence.rows().isEmpty();
        return new BoardView(
                dataset,
                dataset.equals(SYNTHETIC),
                choices.shown(request.isWorstCase()),
                request.isWorstCase() && !choices.attackers().isEmpty() ? request.threatLevel() : null,
                choices.knowledge().isEmpty() ? null : choices.knowledge(),
                choices.attacks(),
                choices.attackers(),
                isEmpty ? null : choices.network().backbone(),
                isEmpty ? null : choices.network().cutLayer(),
                choices.networks().stream()
                        .map(BoardQueries.Network::backbone)
                        .distinct()
                        .sorted()
                        .toList(),
                choices.networks().stream()
                        .filter(network ->
                                network.backbone().equals(choices.network().backbone()))
                        .map(BoardQueries.Network::cutLayer)
                        .distinct()
                        .sorted()
                        .toList(),
                distinct(evidence, row -> row.parts().stream()),
                distinct(evidence, row -> row.runs().stream().flatMap(run -> run.tags().stream())),
                distinct(evidence, row -> row.runs().stream().map(BoardRun::submitter)),
                chance.orElse(null),
                evidence.constantGuess(),
                request.points(),
                evidence.reference().row().map(row -> row.latest().rowHash()).orElse(null),
                rows.front(),
                rows.hypervolume().orElse(null),
                rows.families(),
                rows.rows());
    }

    private static List<String> distinct(Evidence evidence, Function<SeedRow, Stream<String>> texts) {
        return evidence.rows().stream().flatMap(texts).distinct().sorted().toList();
    }

    Export export(String reference, BoardRequest request, String format) {
        Shown shown = shown(reference, request);
        return new BoardExport(shown.view(), shown.definitions()).exportable().as(format);
    }

    /** What was asked for, and where that leaves a choice the network of most definitions: no rank compares two networks. */
    private static BoardQueries.Network network(List<BoardQueries.Network> networks, BoardRequest request) {
        return networks.stream()
                .filter(network ->
                        request.askedBackbone().map(network.backbone()::equals).orElse(true))
                .filter(network -> request.askedCutLayer()
                        .map(layer -> layer == network.cutLayer())
                        .orElse(true))
                .findFirst()
                .orElse(new BoardQueries.Network(
                        request.askedBackbone().orElse(""),
                        request.askedCutLayer().orElse(0)));
    }

    /** The attack asked for, by slug or by id. */
    private static Optional<BoardView.AttackChoice> chosen(List<BoardView.AttackChoice> attacks, BoardRequest request) {
        return attacks.stream()
                .filter(choice -> choice.slug().equals(request.attack())
                        || choice.attack().equals(request.attack()))
                .findFirst();
    }

    /** What was asked for, else what most definitions were attacked with at this threat level. */
    private static String knowledge(List<BoardView.AttackerChoice> attackers, BoardRequest request) {
        return request.askedKnowledge()
                .or(() -> attackers.stream()
                        .filter(attacker -> attacker.threatModel().equals(request.threatLevel()))
                        .map(BoardView.AttackerChoice::knowledge)
                        .findFirst())
                .orElse("");
    }

    private String dataset(String reference) {
        if (reference.equals(LATEST)) {
            return queries.latestDataset().orElse(SYNTHETIC);
        }
        boolean known = datasets.ids().contains(reference)
                || queries.boards().stream().anyMatch(board -> board.dataset().equals(reference));
        if (!known) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_DATASET, "No data set is called", reference, "GET /api/v1/datasets lists them");
        }
        return reference;
    }
}
