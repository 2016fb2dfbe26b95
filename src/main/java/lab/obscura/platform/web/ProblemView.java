package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import lab.obscura.engine.settings.FieldError;

/** A problem as it is answered (application/problem+json, RFC 9457). */
@Schema(name = "Problem", description = "What went wrong, which rule, and the way out")
record ProblemView(
        @Schema(example = "/errors/invalid-settings") String type,
        @Schema(example = "Invalid settings") String title,
        @Schema(example = "400") int status,

        @Schema(example = "network.cutLayer must be between 1 and 12, was 14")
        String detail,

        @Schema(example = "/api/v1/experiments") String instance,
        List<Field> fields,

        @Schema(description = "Found again in the service's log", example = "9f2c1d0e55aa4b17")
        String traceId) {

    @Schema(name = "ProblemField", description = "One field that breaks a rule")
    record Field(
            @Schema(example = "network.cutLayer") String path,
            @Schema(example = "between 1 and 12") String rule,

            @Schema(description = "What came, as text; empty when nothing came", example = "14")
            String value,

            @Schema(description = "The way out; empty when there is none", example = "The nearest allowed value is 12")
            String hint) {

        static Field of(FieldError error) {
            return new Field(error.path(), error.rule(), error.value(), error.hint());
        }
    }
}
