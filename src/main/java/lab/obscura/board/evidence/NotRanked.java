package lab.obscura.board.evidence;

import io.swagger.v3.oas.annotations.media.Schema;
import lab.obscura.engine.settings.EnumId;

/** One reason why a row or a family has no rank. */
@Schema(name = "NotRanked", description = "A reason why a row or a family has no rank")
public record NotRanked(
        @Schema(description = "For programs", example = "one-seed")
        String code,

        @Schema(description = "For people: what is missing and how to get it")
        String sentence) {

    /** What speaks against a rank. */
    public enum Reason {
        NOT_ATTACKED(true),
        NOT_JUDGED(true),
        INADEQUATE(true),
        OTHER_IMAGES(true),
        OTHER_NUMERICS(true),
        OTHER_METRICS(true),
        AT_CHANCE(false),
        ONE_SEED(false),
        NO_REFERENCE(false),
        OTHER_ACCURACY(false),
        IN_FAMILY(false),
        FEW_STRENGTHS(false),
        NOT_REACHED(false);

        private final boolean isWorthless;

        Reason(boolean isWorthless) {
            this.isWorthless = isWorthless;
        }
    }

    static NotRanked of(Reason reason, String sentence) {
        return new NotRanked(EnumId.of(reason), sentence);
    }

    /** Whether the error itself says nothing here: it takes part in no curve, gain or front either. */
    boolean isWorthless() {
        return EnumId.find(Reason.class, code).orElseThrow().isWorthless;
    }
}
