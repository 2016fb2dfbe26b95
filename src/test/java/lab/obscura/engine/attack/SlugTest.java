package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.Slug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Boards and addresses of pictures hang on slugs: those of stored runs stay as they are. */
class SlugTest {

    private static final Setting<Integer> PATIENCE =
            Setting.integer("patience", 1, 10).defaultsTo(3);

    @ParameterizedTest
    @CsvSource({
        "decoder, decoder-res-n8c64-train-plateau",
        "noise-aware-decoder, noise-aware-decoder-res-n8c64-train-plateau",
        "repeated-query-decoder, repeated-query-decoder-res-n8c64-train-plateau-k8",
        "label-conditioned-decoder, label-conditioned-decoder-res-n8c64-train-plateau",
        "inverse-network, inverse-network-train",
        "siftfunnel-decoder, siftfunnel-decoder-cnn-train",
        "query-free, query-free-train",
        "gan-prior, gan-prior-train",
        "gan-decoder, gan-decoder-res-n8c64-train-plateau",
        "refined-decoder, refined-decoder-res-n8c64-train-plateau",
        "ginver, ginver-white-res-n4c64",
        "label-only, label-only",
        "mle, mle",
        "mle-siftfunnel, mle-siftfunnel",
        "mle-cem, mle-cem"
    })
    void defaultsAreNotNamed(String attack, String slug) {
        assertThat(slug(attack, Map.of())).isEqualTo(slug);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void whatIsNoDefaultIsNamed(String attack, Map<String, Object> settings, String slug) {
        assertThat(slug(attack, settings)).isEqualTo(slug);
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                Arguments.of(
                        "decoder",
                        Map.of(
                                "decoder",
                                "conv-n0c16",
                                "epochs",
                                60,
                                "batchSize",
                                40,
                                "learningRate",
                                0.002,
                                "lastLearningRate",
                                1e-4,
                                "weightDecay",
                                0.5,
                                "knowledge",
                                "infer",
                                "knowsNoise",
                                false,
                                "statistics",
                                "reference-code"),
                        "decoder-conv-n0c16-infer-e60-b40-lr0_002-last1_0E-4-wd0_5-unaware-reference-code"),
                Arguments.of(
                        "repeated-query-decoder",
                        Map.of("epochs", 3, "repeats", 2),
                        "repeated-query-decoder-res-n8c64-train-e3-k2"),
                Arguments.of(
                        "inverse-network",
                        Map.of("epochs", 3, "batchSize", 8, "learningRate", 0.5, "knowledge", "infer"),
                        "inverse-network-infer-e3-b8-lr0_5"),
                Arguments.of(
                        "query-free",
                        Map.of("shadow", "narrow", "epochs", 3, "steps", 20, "searchRate", 0.5, "tvWeight", 1),
                        "query-free-train-narrow-e3-s20-sr0_5-tv1_0"),
                Arguments.of(
                        "mle",
                        Map.of(
                                "start",
                                "gaussian",
                                "space",
                                "pixels",
                                "optimizer",
                                "adam",
                                "epsilon",
                                0.5,
                                "tvForm",
                                "root",
                                "l2Weight",
                                0.5,
                                "jointly",
                                true,
                                "clamp",
                                false,
                                "noiseDraws",
                                4),
                        "mle-gaussian-pixels-adam-eps0_5-root-l20_5-joint-true-clamp-false-eot4"));
    }

    /** Before there was a schedule, it was the fixed one, of 50 epochs when nothing was said. */
    @Test
    void theFixedScheduleIsCalledAsBeforeThereWasAnother() {
        assertThat(List.of(
                        slug("decoder", Map.of("epochs", 50)),
                        slug("decoder", Map.of("schedule", "fixed")),
                        slug("decoder", Map.of("epochs", 200)),
                        slug("decoder", Map.of("schedule", "plateau", "epochs", 50))))
                .containsExactly(
                        "decoder-res-n8c64-train",
                        "decoder-res-n8c64-train",
                        "decoder-res-n8c64-train-e200",
                        "decoder-res-n8c64-train-plateau-e50");
    }

    @Test
    void aSettingWithoutAnAbbreviationIsCalledByItsName() {
        Info info = Info.of("patient", "Patient").with(PATIENCE);

        assertThat(List.of(
                        Slug.of(info, info.schema().read("", Map.of())),
                        Slug.of(info, info.schema().read("", Map.of("patience", 5)))))
                .containsExactly("patient", "patient-patience5");
    }

    private static String slug(String attack, Map<String, Object> settings) {
        Catalog.Entry<Attack> entry = Attacks.catalog().find(attack).orElseThrow();
        return entry.make().apply(entry.info().schema().read("", settings)).slug();
    }
}
