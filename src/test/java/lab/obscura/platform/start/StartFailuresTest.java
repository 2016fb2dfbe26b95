package lab.obscura.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** What is said of settings of another kind. That it is said on standard error, with the code, {@code StartRefusalTest} asks of processes. */
class StartFailuresTest {

    @EnableConfigurationProperties({ObscuraProperties.class, ServerProperties.class})
    static class Settings {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --server.port=many                    | server.port cannot be "many": it must be a whole number
            --obscura.worker.slots=0              | obscura.worker.slots must be between 1 and 256, was 0
            --obscura.worker.lease=soon           | obscura.worker.lease cannot be "soon": it must be a time
            --obscura.worker.heap=much            | obscura.worker.heap cannot be "much": it must be a size
            --obscura.disk.least-free=some        | obscura.disk.least-free cannot be "some": it must be a number
            --server.address=no.such.host.invalid | server.address cannot be "no.such.host.invalid": it must be the address
            """)
    void aSettingOfAnotherKindIsNamedWithItsRule(String argument, String words) {
        Throwable failure = catchThrowable(() -> new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .run(argument));

        assertThat(StartFailures.explained(failure).orElseThrow().code()).isEqualTo(ExitCode.SETTINGS);
        assertThat(OneLineReport.line(new StartFailures().analyze(failure)))
                .contains(words)
                .hasLineCount(1);
    }
}
