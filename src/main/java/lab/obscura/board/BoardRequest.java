package lab.obscura.board;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.obscura.board.evidence.Reference;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.Problem;

/** The query parameters of a board; any may be missing or empty. What narrows the rows changes no rank. */
record BoardRequest(
        @Parameter(description = "Id of a backbone; that of most definitions when missing")
        String backbone,

        @Parameter(description = "That of most definitions when missing")
        Integer cutLayer,

        @Parameter(
                description =
                        "worst-case: per image the best of all adequate attacks of one attacker; or the slug of one attack. worst-case when missing")
        String attack,

        @Parameter(
                description = "How much of the network the attacker of the worst case has; white-box when missing",
                schema = @Schema(allowableValues = {"black-box", "gray-box", "white-box"}))
        String threatModel,

        @Parameter(
                description =
                        "Which images the attacker of the worst case owns; those of most definitions when missing",
                schema = @Schema(allowableValues = {"train", "infer", "auxiliary", "none"}))
        String knowledge,

        @Parameter(description = "Show only rows with this defense part; undefended: with none")
        String defense,

        @Parameter(description = "Show only rows with this tag, of a run or of its experiment")
        String tag,

        @Parameter(description = "Show only rows of this submitter")
        String submitter,

        @Parameter(description = "Show only rows of this mean accuracy or more, 0 to 1", example = "0.8")
        Double minAccuracy,

        @Parameter(
                description =
                        "Families of strengths are read at the undefended accuracy less so many points: 0.5, 1, 2 or 5; 2 when missing",
                example = "2")
        Double offset,

        @Parameter(
                description =
                        "Column by which rows are sorted: rank, name, accuracy, n, gain, edgeParameters or a metric; rank when missing")
        String sort,

        @Parameter(
                description = "asc or desc; when missing, what is best comes first",
                schema = @Schema(allowableValues = {"asc", "desc"}))
        String order) {

    /** What stands for the best of all attacks. */
    static final String WORST_CASE = "worst-case";

    static final String UNDEFENDED = "undefended";

    /** A board as it opens: nothing is asked for. */
    static final BoardRequest USUAL =
            new BoardRequest(null, null, null, null, null, null, null, null, null, null, null, null);

    private static final double USUAL_OFFSET = 2;

    /** @throws Problem when a parameter breaks its rule, whatever the board holds */
    BoardRequest checked() {
        oneOf("threatModel", threatModel, ThreatModel.Level.levels());
        oneOf(
                "knowledge",
                knowledge,
                Arrays.stream(Knowledge.values()).map(Knowledge::id).toList());
        oneOf("sort", sort, BoardSort.columns());
        oneOf("order", order, List.of("asc", "desc"));
        if (minAccuracy != null && !(minAccuracy >= 0 && minAccuracy <= 1)) {
            throw Problem.field(
                    "minAccuracy", "a share between 0 and 1", "" + minAccuracy, "Write 0.8 for eighty of a hundred");
        }
        if (offset != null && !Reference.OFFSETS.contains(offset)) {
            throw Problem.field("offset", "0.5, 1, 2 or 5 points", "" + offset, "Leave it out for 2 points");
        }
        if (!isWorstCase() && !(text(threatModel).isEmpty() && text(knowledge).isEmpty())) {
            throw Problem.field(
                    "attack",
                    "worst-case beside threatModel or knowledge",
                    attack,
                    "Leave those out: one attack has a threat model and a knowledge of its own");
        }
        return this;
    }

    private static void oneOf(String field, String value, List<String> known) {
        if (text(value).isEmpty() || known.contains(value)) {
            return;
        }
        String hint = Nearest.to(value, known)
                .map(word -> "Did you mean " + word + "?")
                .orElse("Leave it out for the usual one");
        throw Problem.field(field, "one of " + String.join(", ", known), value, hint);
    }

    boolean isWorstCase() {
        return text(attack).isEmpty() || attack.equals(WORST_CASE);
    }

    Optional<String> askedBackbone() {
        return Optional.of(text(backbone)).filter(name -> !name.isEmpty());
    }

    Optional<Integer> askedCutLayer() {
        return Optional.ofNullable(cutLayer);
    }

    Optional<String> askedKnowledge() {
        return Optional.of(text(knowledge)).filter(name -> !name.isEmpty());
    }

    String threatLevel() {
        return text(threatModel).isEmpty() ? ThreatModel.Level.WHITE_BOX.id() : threatModel;
    }

    double points() {
        return Optional.ofNullable(offset).orElse(USUAL_OFFSET);
    }

    static String text(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).orElse("");
    }
}
