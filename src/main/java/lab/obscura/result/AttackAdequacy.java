package lab.obscura.result;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.settings.EnumId;
import tools.jackson.databind.json.JsonMapper;

/** Whether an attack was strong enough, as it is answered. */
@Schema(
        name = "AttackAdequacy",
        description = "Whether an attack was strong enough for its error to say something about privacy")
public record AttackAdequacy(
        @Schema(
                description = "not-judged: by a version that did not judge",
                example = "inadequate",
                allowableValues = {"adequate", "inadequate", "not-judged"})
        String verdict,

        @Schema(
                description = "Why it is inadequate; empty otherwise",
                example = "[\"its mse of 0.0306 is 120.1 % above the 0.0139 of the linear attacker; 2 % are allowed\"]")
        List<String> reasons,

        @Schema(description = "What could not be looked at, such as the plateau of a fixed schedule")
        List<String> notes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static AttackAdequacy of(Adequacy adequacy) {
        return new AttackAdequacy(EnumId.of(adequacy.verdict()), adequacy.reasons(), adequacy.notes());
    }

    /** As stored; empty where nothing is, as of earlier versions. */
    public static AttackAdequacy stored(Optional<String> json) {
        return of(json.map(text -> JSON.readValue(text, Adequacy.class)).orElse(Adequacy.NOT_JUDGED));
    }
}
