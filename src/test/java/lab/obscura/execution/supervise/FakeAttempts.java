package lab.obscura.execution.supervise;

import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Attempts that are processes, but compute nothing; for whoever imports this. */
public class FakeAttempts {

    @Bean
    @Primary
    AttemptLauncher fakeAttemptLauncher(ObscuraProperties properties) {
        return new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM));
    }
}
