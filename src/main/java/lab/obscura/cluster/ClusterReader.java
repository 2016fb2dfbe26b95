package lab.obscura.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the last look saw, whichever service it was, beside what the pilots say of themselves. */
@Component
class ClusterReader {

    private static final int MOST_PILOTS = 200;

    private final ClusterSettings settings;
    private final PoolBook pools;
    private final PilotBook pilots;
    private final AuditTrail audit;

    ClusterReader(ObscuraProperties properties, PoolBook pools, JdbcClient jdbc, AuditTrail audit) {
        this.settings = properties.cluster();
        this.pools = pools;
        this.pilots = new PilotBook(jdbc);
        this.audit = audit;
    }

    ClusterView read() {
        Optional<PoolBook.Look> look = pools.lastLook();
        Optional<ClusterLook> seen = look.map(PoolBook.Look::seen);
        return new ClusterView(
                settings.engine().name().toLowerCase(Locale.ROOT),
                seen.map(ClusterLook::scaledBy).orElse(""),
                look.map(PoolBook.Look::at).orElse(null),
                seen.map(ClusterLook::error).orElse(""),
                seen.map(ClusterLook::commands).orElse(List.of()).stream()
                        .map(command -> new ClusterView.Command(
                                command.line(),
                                command.code(),
                                command.said(),
                                Instant.parse(command.at()),
                                command.seconds()))
                        .toList(),
                settings.pools().stream()
                        .map(pool -> pool(pool, seen.map(ClusterLook::pools).orElse(List.of())))
                        .toList(),
                pilots.newest(MOST_PILOTS));
    }

    private ClusterView.Pool pool(ClusterSettings.Pool pool, List<ClusterLook.PoolLook> looks) {
        ClusterLook.PoolLook seen = looks.stream()
                .filter(look -> look.name().equals(pool.name()))
                .findFirst()
                .orElse(new ClusterLook.PoolLook(pool.name(), 0, 0, 0, 0, 0, List.of(), ""));
        return new ClusterView.Pool(
                pool.name(),
                pool.device().name().toLowerCase(Locale.ROOT),
                pool.max(),
                seen.waiting(),
                seen.busy(),
                seen.wanted(),
                seen.running(),
                seen.pending(),
                seen.reasons(),
                pools.stopped(pool.name()));
    }

    /** @throws Problem when no pool has this name */
    @Transactional
    ClusterView resume(String pool) {
        boolean isKnown = settings.pools().stream().anyMatch(one -> one.name().equals(pool)) && pools.resume(pool);
        if (!isKnown) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_POOL, "No pool is called", pool, "GET /api/v1/cluster lists those there are");
        }
        audit.note(AuditAction.RESUME, "pool " + pool);
        return read();
    }
}
