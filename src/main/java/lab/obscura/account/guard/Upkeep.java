package lab.obscura.account.guard;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.session.Sessions;
import lab.obscura.account.token.BootstrapToken;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.PeriodicThread;
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
    private static final Duration PAUSE = Duration.ofMinutes(30);

    private final Audit audit;
    private final Sessions sessions;
    private final BootstrapToken bootstrap;
    private final ObscuraProperties.Accounts rules;
    private final Clock clock;
    private final PeriodicThread thread;

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
        this.thread = new PeriodicThread("accounts", new EndlessLoop("accounts", metrics), this::round);
    }

    /** The first round before anybody can ask: what is written meanwhile needs its month. */
    @Override
    public void start() {
        round();
        thread.start(PAUSE);
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
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
