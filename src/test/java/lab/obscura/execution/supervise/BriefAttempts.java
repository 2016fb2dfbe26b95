package lab.obscura.execution.supervise;

import java.util.List;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.process.BriefJvm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The real attempts, for runs of seconds: without the second compiler, which takes a third of the processor's time of so short a process
 * and ends when it would begin to gain. For the service that is started with this class beside its own.
 */
public class BriefAttempts {

    public static final List<String> PROGRAM = List.of(BriefJvm.OPTIONS, "lab.obscura.Obscura", "attempt");

    @Bean
    @Primary
    AttemptLauncher briefAttemptLauncher(ObscuraProperties properties) {
        return new ProcessLauncher(new ChildCommand(properties, PROGRAM));
    }
}
