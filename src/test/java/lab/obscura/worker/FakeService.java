package lab.obscura.worker;

import java.util.List;
import lab.obscura.Obscura;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The whole service, whose attempts are processes that compute nothing. */
@Configuration(proxyBeanMethods = false)
public class FakeService {

    public static void main(String[] arguments) {
        new SpringApplication(Obscura.class, FakeService.class).run(arguments);
    }

    @Bean
    AttemptLauncher fakeAttempts(ObscuraProperties properties) {
        return new ProcessLauncher(new ChildCommand(properties, List.of(FakeChild.class.getName())));
    }
}
