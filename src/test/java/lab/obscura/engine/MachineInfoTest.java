package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineInfoTest {

    private static final String MODEL = "model name\t: Some Processor @ 2.80GHz: eight cores";

    @Test
    void readsWhatLinuxTells() {
        var machine = MachineInfo.of(
                List.of("gpu-server-1"),
                List.of("processor\t: 0", MODEL, "flags\t\t: fpu avx2 avx512f avx512bw", MODEL));

        assertThat(machine)
                .isEqualTo(new MachineInfo("gpu-server-1", "Some Processor @ 2.80GHz: eight cores", "AVX-512"));
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu avx2 avx512f avx512bw, AVX-512",
        "flags : fpu avx2 avx512f avx512er, AVX2",
        "flags : fpu avx2,                  AVX2",
        "flags : fpu avx,                   older than AVX2",
        "flags :,                           unknown"
    })
    void namesTheWidestInstructionSet(String flags, String name) {
        assertThat(MachineInfo.of(List.of(), List.of(flags)).instructionSet()).isEqualTo(name);
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknown() {
        assertThat(MachineInfo.of(List.of(" "), List.of())).isEqualTo(new MachineInfo("unknown", "unknown", "unknown"));
    }
}
