package lab.obscura.result;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.settings.EnumId;

/** Whether the errors of a run may be ranked, as it is answered. */
@Schema(name = "RunStanding", description = "Whether the errors of a run may be ranked")
public record RunStanding(
        @Schema(
                description =
                        "adequate: at least one learned decoder is; at-guess: every error counts as the constant guess's;"
                                + " not-judged: nothing attacked, or a version that did not judge",
                example = "adequate",
                allowableValues = {"adequate", "at-guess", "inadequate", "not-judged"})
        String level,

        @Schema(description = "Why not, in a sentence; empty where they may")
        String reason) {

    /** Of runs that have not succeeded, and of versions that did not judge. */
    public static final RunStanding NOT_JUDGED = of(Judgment.Standing.NOT_JUDGED, "");

    public static RunStanding of(Judgment.Standing standing, String reason) {
        return new RunStanding(EnumId.of(standing), reason);
    }

    /** As stored; empty where nothing is, as of earlier versions. */
    public static RunStanding stored(Optional<String> standing, Optional<String> reason) {
        return standing.map(name -> of(Judgment.Standing.valueOf(name), reason.orElse("")))
                .orElse(NOT_JUDGED);
    }

    public boolean is(Judgment.Standing standing) {
        return level.equals(EnumId.of(standing));
    }
}
