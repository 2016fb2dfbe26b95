package lab.obscura.account.guard;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.session.Sessions;
import lab.obscura.account.token.BootstrapToken;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** What must be done from time to time where there are accounts: months of the audit, sessions that are over, the bootstrap token. */
@Component
@Conditional(AccountsInUse.class)
final class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long MINUTES = 30;

    private final Audit audit;
    private final Sessions sessions;
    private final BootstrapToken bootstrap;
    private final ObscuraProperties.Accounts rules;
    private final Clock clock;
    private final EndlessLoop loop;
    private ScheduledExecutorService executor;

    Upkeep(
            Audit audit,
            Sessions sessions,
            BootstrapToken bootstrap,
            ObscuraProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.audit = audit;
        this.sessions = sessions;
        this.bootstrap = bootstrap;
        this.rules = properties.accounts();
        this.clock = clock;
        this.loop = new EndlessLoop("accounts", metrics);
    }

    /** The first round before anybody can ask: what is written meanwhile needs its month. */
    @Override
    public synchronized void start() {
        round();
        executor = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "accounts"));
        executor.scheduleWithFixedDelay(loop.guarded(this::round), MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    void round() {
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        audit.prepare(now);
        audit.prepare(now.plusMonths(1));
        YearMonth first =
                YearMonth.from(clock.instant().minus(rules.auditKept()).atZone(ZoneOffset.UTC));
        audit.dropBefore(first).forEach(month -> LOG.info("event=audit-dropped table={}", month));
        sessions.sweep();
        bootstrap.expire();
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
