package lab.obscura.account.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    /** The same letters, as one character and as a letter with its dots behind it. */
    private static final String COMPOSED = "grün und drei Flüsse";

    private static final String DECOMPOSED = "gru\u0308n und drei Flu\u0308sse";

    private final Passwords passwords = new Passwords();

    @Test
    void aPasswordIsTheSameOnEveryKeyboard() {
        String hash = passwords.hash(DECOMPOSED);

        assertThat(passwords.matches(COMPOSED, hash)).isTrue();
        assertThat(passwords.matches(DECOMPOSED, hash)).isTrue();
        assertThat(passwords.matches("grun und drei Flusse", hash)).isFalse();
    }

    @Test
    void aHashOfAnEarlierVersionStillHolds() {
        String hash = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(DECOMPOSED);

        assertThat(passwords.matches(DECOMPOSED, hash)).isTrue();
    }

    @Test
    void whoHasNoPasswordHasNone() {
        assertThat(passwords.matches("", "")).isFalse();
        assertThat(passwords.matches("nobody has this password", "")).isFalse();
    }
}
