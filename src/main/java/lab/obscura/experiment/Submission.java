package lab.obscura.experiment;

import java.util.Map;
import lab.obscura.account.Actor;
import lab.obscura.platform.web.HeaderText;

/**
 * A definition as it was posted, and by whom.
 *
 * @param idempotencyKey empty when the sender gave none
 */
public record Submission(Map<String, Object> posted, Actor submitter, String idempotencyKey) {

    private static final int LONGEST_KEY = 200;

    static Submission of(Map<String, Object> posted, Actor submitter, String idempotencyKey) {
        return new Submission(posted, submitter, HeaderText.line("Idempotency-Key", idempotencyKey, LONGEST_KEY));
    }
}
