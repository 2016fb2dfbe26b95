package lab.obscura.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.settings.ClusterSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the autoscaler together, where the operator has named a batch system. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "obscura.cluster.engine", havingValue = "slurm")
final class ClusterConfiguration {

    @Bean
    ClusterService clusterService(
            ObscuraProperties properties,
            JdbcConnectionDetails details,
            OwnConnections connections,
            JdbcClient jdbc,
            PoolBook pools,
            Clock clock,
            MeterRegistry metrics) {
        ClusterSettings settings = properties.cluster();
        Path folder = properties.home().toAbsolutePath().normalize().resolve("cluster");
        String address = PilotAccess.address(settings, details.getJdbcUrl());
        String program = settings.workerCommand().isBlank()
                ? ThisProgram.line(System.getProperty("java.home"), System.getProperty("java.class.path"))
                : settings.workerCommand();
        Path credentials = settings.isRemote()
                ? PilotAccess.writeRemote(folder, settings)
                : PilotAccess.write(folder, address, details, properties.checkpoint());
        var script = new PilotScript(properties, program, credentials);
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
                settings.interval(),
                new EndlessLoop("cluster", metrics));
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
