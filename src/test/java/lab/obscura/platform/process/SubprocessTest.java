package lab.obscura.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubprocessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_DATASOURCE_PASSWORD",
                "OBSCURA_DATABASE_PASSWORD",
                "PGPASSWORD",
                "PGOPTIONS",
                "AWS_SECRET_ACCESS_KEY",
                "GITHUB_TOKEN",
                "JAVA_TOOL_OPTIONS",
                "SPRING_APPLICATION_JSON",
                "WHATEVER_COMES_NEXT"
            })
    void whatMayBeASecretIsNotInherited(String name) {
        Map<String, String> environment = new HashMap<>(Map.of(name, "secret", "PATH", "/usr/bin"));

        Subprocess.keepOnlyNeeded(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OMP_NUM_THREADS", "DNNL_MAX_CPU_ISA", "CUDA_VISIBLE_DEVICES", "LC_ALL", "LD_LIBRARY_PATH"})
    void whatNativeLibrariesAskForIs(String name) {
        Map<String, String> environment = new HashMap<>(Map.of(name, "1"));

        Subprocess.keepOnlyNeeded(environment);

        assertThat(environment).containsOnlyKeys(name);
    }

    @Test
    void aRealProcessHasNoVariableBeyondTheList() throws Exception {
        Map<String, String> allowed = new HashMap<>(System.getenv());
        Subprocess.keepOnlyNeeded(allowed);

        String printed = TestCommand.run(Subprocess.of(List.of("/usr/bin/env"))).output();

        assertThat(printed.lines().map(line -> line.replaceFirst("=.*", "")).filter(name -> !name.matches("_|PWD")))
                .containsExactlyInAnyOrderElementsOf(allowed.keySet());
    }

    @Test
    void whatItWritesIsItsOwnersAlone(@TempDir Path folder) throws Exception {
        Subprocess.of(List.of("/bin/sh", "-c", "mkdir \"$1\"/a; : > \"$1\"/a/b", "sh", folder.toString()))
                .start()
                .waitFor();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a/b"))))
                .isEqualTo("rw-------");
    }
}
