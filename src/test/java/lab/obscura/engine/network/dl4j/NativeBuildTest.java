package lab.obscura.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeBuildTest {

    @ParameterizedTest
    @CsvSource({
        "flags : fpu sse2 avx avx2 fma,                            -onednn-avx2",
        "flags : fpu avx2 avx512f avx512dq avx512bw avx512vl,      -onednn-avx512",
        "flags : fpu avx2 avx512f avx512er,                        -onednn-avx2",
        "'',                                                       -onednn-avx2"
    })
    void choosesTheBuildThatTheProcessorCanRun(String flags, String build) {
        assertThat(NativeBuild.fitting(flags)).isEqualTo(build);
    }

    @Test
    void theLoadedBuildHasOneDnn() {
        NativeBuild.load();

        assertThat(NativeBuild.buildInformation()).contains("HAVE_ONEDNN");
    }

    @Test
    void provenanceNamesTheVersionOfNd4j() {
        assertThat(Dl4jEngine.create().describe()).startsWith("ND4J 1.0.0-M2.1, ");
    }
}
