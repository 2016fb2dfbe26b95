package lab.obscura.account.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.obscura.account.LoneSecret;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.account.people.Accounts;
import lab.obscura.platform.ObscuraProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes the first admin possible without a default password: while there is none, a file that only its owner can read holds a token that may
 * everything. It is void as soon as there is an admin, or after a day; a restart writes a new one. No log ever shows it.
 */
@Component
public final class BootstrapToken {

    /** The name under which the audit shows it. */
    public static final SignedIn HOLDER = new SignedIn("", "bootstrap", Role.ADMIN, "");

    static final String FILE = "bootstrap-token";

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapToken.class);
    private static final Duration LIFE = Duration.ofHours(24);

    private final Path file;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean isWanted;
    private volatile Optional<Valid> valid = Optional.empty();

    BootstrapToken(ObscuraProperties properties, Accounts accounts, Clock clock) {
        this.file = properties.home().resolve(FILE).toAbsolutePath();
        this.accounts = accounts;
        this.clock = clock;
        this.isWanted = properties.auth().hasAccounts();
    }

    private record Valid(byte[] sha256, Instant until) {}

    /** Once the service can be asked. */
    @EventListener(ApplicationReadyEvent.class)
    public void begin() {
        if (!isWanted || accounts.hasAdmin()) {
            forget();
            return;
        }
        String secret = Tokens.PREFIX + LoneSecret.random();
        write(secret);
        valid = Optional.of(new Valid(LoneSecret.sha256(secret), clock.instant().plus(LIFE)));
        LOG.info("event=bootstrap-token file={} hours={}", file, LIFE.toHours());
    }

    boolean isThis(byte[] sha256) {
        return valid.filter(one -> LoneSecret.isSame(one.sha256(), sha256)).isPresent() && isStillValid();
    }

    private boolean isStillValid() {
        expire();
        return valid.isPresent();
    }

    @TransactionalEventListener(Accounts.AdminMade.class)
    public void thereIsAnAdmin() {
        expire();
    }

    /** Removes file and token when nobody may use them any more. */
    public void expire() {
        if (valid.filter(one -> accounts.hasAdmin() || !clock.instant().isBefore(one.until()))
                .isPresent()) {
            forget();
        }
    }

    private void forget() {
        valid = Optional.empty();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("event=bootstrap-token-stays file={} cause=\"{}\"", file, e.getMessage());
        }
    }

    private void write(String secret) {
        Path partial = file.resolveSibling(FILE + ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, secret + "\n");
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The bootstrap token cannot be written", e);
        }
    }
}
