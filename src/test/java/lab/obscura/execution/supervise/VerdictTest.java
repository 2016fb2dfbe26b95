package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Cannot read /var/lib/obscura/attempts/a/1/x.bin: denied | Cannot read …/x.bin: denied
            data_batch_1.bin in '/srv/data sets' is cut short       | data_batch_1.bin in '/srv/data sets' is cut short
            batch 64/128, see GET /api/v1/catalog and http://a/b/c   | batch 64/128, see GET /api/v1/catalog and http://a/b/c
            """)
    void aReasonShowsNoPlacesOfTheHost(String said, String shown) {
        assertThat(Verdict.withoutPlaces(said)).isEqualTo(shown.replace("/srv/data sets", "…/data sets"));
    }

    @Test
    void aCrashOfNativeCodeIsKnownByItsLog() throws IOException {
        var folder = new AttemptFolder(home.resolve("run/1"));
        Files.createDirectories(folder.path());
        Files.writeString(folder.path().resolve("crash.log"), "# A fatal error has been detected");

        Verdict verdict = Verdict.of(1, folder);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INTERRUPTED);
        assertThat(verdict.reason()).contains("native code", "attempts/run/1/crash.log on its worker");
    }

    @Test
    void aChildWithoutSpaceForItsOwnWordsIsStillUnderstood() {
        var folder = new AttemptFolder(home.resolve("run/1"));

        Verdict verdict = Verdict.of(ExitCode.DISK.code(), folder);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(verdict.reason()).startsWith("disk full");
    }
}
