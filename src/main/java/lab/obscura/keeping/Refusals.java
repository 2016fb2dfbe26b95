package lab.obscura.keeping;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;

/** Why a deletion is refused, in the words of a problem: the first runs that stand in its way, and how many more there are. */
final class Refusals {

    private static final int MOST = 20;

    private Refusals() {}

    /** @throws Problem when there is any */
    static void throwIfAny(List<DeletionView.Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        List<FieldError> fields =
                refused.stream().limit(MOST).map(Refusals::field).toList();
        String more = refused.size() > MOST ? String.format(Locale.ROOT, "; and %d more", refused.size() - MOST) : "";
        throw new Problem(
                ErrorType.KEPT,
                "Nothing was deleted: "
                        + fields.stream().map(FieldError::sentence).collect(Collectors.joining("; ")) + more,
                fields);
    }

    private static FieldError field(DeletionView.Refused run) {
        return new FieldError("run " + run.run(), run.rule(), run.found(), run.wayOut());
    }
}
