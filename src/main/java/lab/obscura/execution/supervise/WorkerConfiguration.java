package lab.obscura.execution.supervise;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.DatabaseLink;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.PilotOrigin;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.platform.start.WithDatabase;
import lab.obscura.platform.start.WithoutDatabase;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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
                ProgramVersion.text(),
                new PilotOrigin(properties.worker(), System.getenv()).read());
    }

    @Bean
    @Conditional(WithDatabase.class)
    QueueLink databaseLink(JdbcClient jdbc, PlatformTransactionManager transactions, OwnConnections connections) {
        return new DatabaseLink(jdbc, new TransactionTemplate(transactions), connections);
    }

    @Bean
    @Conditional(WithoutDatabase.class)
    ServiceClient serviceClient(ObscuraProperties properties) {
        return ServiceClient.of(properties.worker());
    }

    @Bean
    @Conditional(WithoutDatabase.class)
    QueueLink remoteLink(ServiceClient service) {
        return new RemoteLink(service);
    }

    @Bean
    PilotLife pilotLife(
            WorkerInfo info, ObscuraProperties properties, QueueLink queue, DataDelivery data, Clock clock) {
        return new PilotLife(info, properties.worker(), queue, data, clock, WorkerConfiguration::endThisProcess);
    }

    @Bean
    SelfCheck selfCheck(ObscuraProperties properties, QueueLink queue, PublishedCheckpoints published) {
        return SelfCheck.ofThisProcess(properties, queue).and(published::problem);
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
            DataDelivery data,
            QueueLink queue,
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
                data,
                queue,
                disk,
                metrics,
                clock);
    }

    @Bean
    WorkerService workerService(WorkerParts parts, SelfCheck check) {
        return new WorkerService(parts, check);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
