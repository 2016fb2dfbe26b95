package lab.obscura.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.dao.DataAccessResourceFailureException;

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
            --obscura.cluster.engine=pbs          | obscura.cluster.engine cannot be "pbs": it must be one of none, slurm
            --obscura.checkpoint.store=nfs        | it must be one of none, folder, s3
            --obscura.auth=ldap                   | it must be one of off, local, proxy, oidc
            --obscura.notifications.allowed-hosts=http://x | obscura.notifications.allowed-hosts must be hosts
            --obscura.notifications.mail-domains=@x        | obscura.notifications.mail-domains must be what stands behind
            --obscura.notifications.base-url=lab  | obscura.notifications.base-url must be the address
            --obscura.notifications.mail-from=lab | obscura.notifications.mail-from must be a mailbox
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

    /** As a bean says it that needs several settings; Spring wraps it twice. */
    @Test
    void whatABeanSaysOfASettingIsTold() {
        var refusal = new IllegalArgumentException("obscura.auth=proxy needs obscura.accounts.proxy-peers");
        var wrapped = new IllegalStateException("made", new IllegalStateException("Constructor threw", refusal));

        StartException told = StartFailures.explained(wrapped).orElseThrow();

        assertThat(told.code()).isEqualTo(ExitCode.SETTINGS);
        assertThat(told).hasMessage(refusal.getMessage());
        assertThat(StartFailures.explained(new IllegalArgumentException("obscurantism is no setting")))
                .isEmpty();
    }

    /** A database says so itself, with a state of SQL. */
    @Test
    void aServiceThatIsAwayIsNoMistakeOfTheProgram() {
        var away =
                new DataAccessResourceFailureException("The service at http://localhost:1 does not answer: refused.");
        var noDatabase = new DataAccessResourceFailureException("x", new SQLException("no", "99999"));

        StartException told =
                StartFailures.explained(new IllegalStateException(away)).orElseThrow();

        assertThat(told.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(told).hasMessageEndingWith("refused. Start it, or correct obscura.worker.server");
        assertThat(StartFailures.explained(noDatabase)).isEmpty();
    }
}
