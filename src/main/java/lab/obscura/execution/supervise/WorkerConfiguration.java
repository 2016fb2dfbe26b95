package lab.obscura.execution.supervise;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.PilotOrigin;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.Leases;
import lab.obscura.queue.Runs;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.tally.Tallies;
import lab.obscura.queue.workers.Pilots;
import lab.obscura.queue.workers.Workers;
import lab.obscura.result.ResultStore;
import lab.obscura.result.Results;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the worker of this process together, unless the operator wants none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "obscura.worker.enabled", matchIfMissing = true)
final class WorkerConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AttemptLauncher attemptLauncher(ObscuraProperties properties) {
        return new ProcessLauncher(ChildCommand.ofThisProgram(properties));
    }

    @Bean
    WorkerInfo workerInfo(ObscuraProperties properties) {
        return new WorkerInfo(
                WorkerId.random(),
                host(),
                ProcessHandle.current().pid(),
                properties.worker().slots(),
                SlotResources.ofThisMachine(properties.worker()),
                Optional.ofNullable(WorkerConfiguration.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                new PilotOrigin(properties.worker(), System.getenv()).read());
    }

    @Bean
    PilotLife pilotLife(WorkerInfo info, ObscuraProperties properties, Pilots pilots, Clock clock) {
        var datasets = new Datasets(properties.data().directory(), properties.cache());
        return new PilotLife(
                info, properties.worker(), pilots, datasets::ids, clock, WorkerConfiguration::endThisProcess);
    }

    @Bean
    SelfCheck selfCheck(ObscuraProperties properties, JdbcClient jdbc, PublishedCheckpoints published) {
        return SelfCheck.ofThisProcess(properties, jdbc).and(published::problem);
    }

    /** By another thread: whoever asks for it is among what is waited for on the way out. */
    private static void endThisProcess() {
        new Thread(() -> System.exit(ExitCode.SUCCEEDED.code()), "worker-ends").start();
    }

    @Bean
    WorkerParts workerParts(
            WorkerInfo info,
            ObscuraProperties properties,
            PilotLife life,
            AttemptLauncher launcher,
            PublishedCheckpoints published,
            Leases leases,
            RunJournal journal,
            Tallies tallies,
            Results results,
            ResultStore store,
            PlatformTransactionManager transactions,
            OwnConnections connections,
            DiskGuard disk,
            MeterRegistry metrics,
            Clock clock) {
        return new WorkerParts(
                info,
                CardWatch.ofThisMachine(),
                properties.worker(),
                life,
                launcher,
                new AttemptFolders(properties),
                published,
                leases,
                journal,
                tallies,
                results,
                store,
                new TransactionTemplate(transactions),
                connections,
                disk,
                metrics,
                clock);
    }

    @Bean
    WorkerService workerService(WorkerParts parts, Workers workers, Runs runs, SelfCheck check) {
        return new WorkerService(parts, workers, runs, check);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
