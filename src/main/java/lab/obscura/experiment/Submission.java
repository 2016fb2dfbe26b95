package lab.obscura.experiment;

import java.util.Map;
import lab.obscura.platform.web.HeaderText;

/**
 * A definition as it was posted, and by whom.
 *
 * @param idempotencyKey empty when the sender gave none
 */
record Submission(Map<String, Object> posted, String submitter, String idempotencyKey) {

    static final String ANONYMOUS = "anonymous";

    private static final int LONGEST_KEY = 200;

    static Submission of(Map<String, Object> posted, String submitter, String idempotencyKey) {
        String who = HeaderText.submitter(submitter);
        return new Submission(
                posted,
                who.isEmpty() ? ANONYMOUS : who,
                HeaderText.line("Idempotency-Key", idempotencyKey, LONGEST_KEY));
    }
}
