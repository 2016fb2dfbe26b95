package lab.obscura.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.queue.Leases;
import lab.obscura.queue.tally.Tallies;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the autoscaler together, where the operator has named a batch system. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "obscura.cluster.engine", havingValue = "slurm")
final class ClusterConfiguration {

    /** As pilots take them unless somebody says otherwise. */
    private static final Duration PILOTS_LEASE = Duration.ofSeconds(60);

    @Bean
    ClusterService clusterService(
            ObscuraProperties properties,
            JdbcConnectionDetails details,
            OwnConnections connections,
            JdbcClient jdbc,
            PoolBook pools,
            Leases leases,
            Tallies tallies,
            Clock clock,
            MeterRegistry metrics) {
        ClusterSettings settings = properties.cluster();
        Path folder = properties.home().toAbsolutePath().normalize().resolve("cluster");
        String address = PilotAccess.address(settings, details.getJdbcUrl());
        String program = settings.workerCommand().isBlank()
                ? ThisProgram.line(System.getProperty("java.home"), System.getProperty("java.class.path"))
                : settings.workerCommand();
        var script = new PilotScript(
                properties, program, PilotAccess.write(folder, address, details, properties.checkpoint()));
        var commands = new BatchCommand(settings.command(), settings.patience(), clock);
        var tools = new Autoscaler.Tools(
                new Slurm(commands, pools.installation()),
                new Demand(jdbc, properties, script),
                script,
                PilotAccess.folder(properties, folder),
                new PilotBook(jdbc),
                pools,
                clock,
                name());
        return new ClusterService(
                new Autoscaler(settings, tools),
                new ClusterLock(connections),
                new ClusterRescue(leases, tallies, longestLease(properties), clock),
                settings.interval(),
                new EndlessLoop("cluster", metrics));
    }

    /** Of pilots and of the workers with this service's own settings. */
    private static Duration longestLease(ObscuraProperties properties) {
        Duration own = properties.worker().lease();
        return own.compareTo(PILOTS_LEASE) > 0 ? own : PILOTS_LEASE;
    }

    private static String name() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + process;
        } catch (UnknownHostException e) {
            return "localhost:" + process;
        }
    }
}
