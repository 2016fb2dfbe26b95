package lab.obscura.platform.web;

import io.swagger.v3.oas.models.Operation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be there before an operation can be tried, told from what it refuses. */
enum Prerequisites {
    RESULT(
            "a run that has succeeded: queue one with POST /api/v1/presets/tiny, which takes about a minute",
            ErrorType.NO_RESULT_YET,
            ErrorType.UNKNOWN_PICTURE),
    RUN("a run: queue one with POST /api/v1/presets/tiny", ErrorType.UNKNOWN_RUN, ErrorType.UNKNOWN_EXPERIMENT),
    STUDY("a study: queue one with POST /api/v1/presets/demo", ErrorType.UNKNOWN_STUDY),
    WORKER("a worker: GET /api/v1/workers names them", ErrorType.UNKNOWN_WORKER);

    private final String needed;
    private final List<ErrorType> without;

    Prerequisites(String needed, ErrorType... without) {
        this.needed = needed;
        this.without = List.of(without);
    }

    /** Adds the first that applies, unless the operation says something narrower itself. */
    static void tell(Operation operation, Collection<ErrorType> refused) {
        String said = Optional.ofNullable(operation.getDescription()).orElse("");
        if (said.contains("Needs ")) {
            return;
        }
        Arrays.stream(values())
                .filter(one -> one.without.stream().anyMatch(refused::contains))
                .findFirst()
                .map(one -> Stream.of(said, "Needs " + one.needed + ".")
                        .filter(sentence -> !sentence.isEmpty())
                        .collect(Collectors.joining(" ")))
                .ifPresent(operation::setDescription);
    }
}
