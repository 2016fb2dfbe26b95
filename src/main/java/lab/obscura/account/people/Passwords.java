package lab.obscura.account.people;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with argon2id: 19 MB and two passes each, few at a time, so that many logins cost time and not all memory. */
@Component
final class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int KILOBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, KILOBYTES, PASSES);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** Compared with where there is no account, so that it takes as long. */
    private final String nobodys = argon2.encode("nobody has this password");

    /** Refuses a password that would be guessed. */
    static String checked(String path, String password, String name) {
        String rule = "text of " + SHORTEST + " to " + LONGEST + " characters that does not contain the name";
        boolean isRight = password.length() >= SHORTEST
                && password.length() <= LONGEST
                && !password.toLowerCase(java.util.Locale.ROOT).contains(name);
        if (!isRight) {
            throw Problem.field(
                    path,
                    rule,
                    password.length() + " characters",
                    "Four words that do not belong together are easy to keep");
        }
        return password;
    }

    String hash(String password) {
        return inTurn(() -> argon2.encode(composed(password)));
    }

    /** One letter has several forms in Unicode, and which of them a keyboard sends depends on the system. */
    private static String composed(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** @param hash empty where there is no account; the answer is no then, and takes as long */
    boolean matches(String password, String hash) {
        boolean isOne = !hash.isEmpty();
        String stored = isOne ? hash : nobodys;
        String composed = composed(password);
        boolean isRight = inTurn(() -> argon2.matches(composed, stored));
        // As typed: hashes of earlier versions were made so.
        boolean isAsTyped = !isRight && !composed.equals(password) && inTurn(() -> argon2.matches(password, stored));
        return isOne && (isRight || isAsTyped);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(ErrorType.UNAVAILABLE, "Too many people log in at once. Try again in a moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others log in", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
