package lab.obscura.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What came out of checking a run again. */
@Schema(name = "Verification")
record Verification(
        @Schema(description = "Whether nothing differs", requiredMode = Schema.RequiredMode.REQUIRED)
        boolean ok,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Check> checks) {

    /** How a comparison ended. */
    enum Verdict {
        OK,
        DIFFERS,
        NOT_CHECKED
    }

    /**
     * One comparison.
     *
     * @param what was compared
     * @param detail in words: how much was compared, what differs, or why nothing could be
     */
    @Schema(name = "VerificationCheck")
    record Check(
            @Schema(example = "pictures", requiredMode = Schema.RequiredMode.REQUIRED)
            String what,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Verdict verdict,

            @Schema(example = "48 pictures are as the run wrote them", requiredMode = Schema.RequiredMode.REQUIRED)
            String detail) {

        static Check ok(String what, String detail) {
            return new Check(what, Verdict.OK, detail);
        }

        static Check differs(String what, String detail) {
            return new Check(what, Verdict.DIFFERS, detail);
        }

        static Check notChecked(String what, String why) {
            return new Check(what, Verdict.NOT_CHECKED, why);
        }

        /** All these sentences name a difference. */
        static Check of(String what, List<String> differences, String otherwise) {
            return differences.isEmpty() ? ok(what, otherwise) : differs(what, String.join("; ", differences));
        }

        @JsonProperty
        @Schema(description = "false when something differs", requiredMode = Schema.RequiredMode.REQUIRED)
        boolean ok() {
            return verdict != Verdict.DIFFERS;
        }
    }

    static Verification of(List<Check> checks) {
        return new Verification(checks.stream().allMatch(Check::ok), List.copyOf(checks));
    }
}
