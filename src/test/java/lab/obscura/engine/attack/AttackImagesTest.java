package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.data.images.ImageCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attacker owns and what it attacks, of 500 training images, 40 auxiliary ones and so many test images. */
class AttackImagesTest {

    private static final int TRAIN = 500;
    private static final int AUXILIARY = 40;

    @ParameterizedTest
    @CsvSource({
        "decoder, train, 1000, 500, 0, 1000",
        "decoder, infer, 1000, 900, 900, 100",
        "decoder, infer, 9, 8, 8, 1",
        "decoder, auxiliary, 1000, 40, 0, 1000",
        "query-free, auxiliary, 1000, 40, 0, 16",
        "query-free, train, 1000, 500, 0, 16",
        "query-free, infer, 100, 90, 90, 10"
    })
    void anAttackerWithKnowledge(String attack, String knowledge, int test, int own, int first, int targets) {
        AttackImages images = AttackImages.of(
                attack(attack, Map.of("knowledge", knowledge)), new ImageCounts(TRAIN, test, AUXILIARY));

        assertThat(images).isEqualTo(new AttackImages(own, first, targets, attack.equals("query-free")));
    }

    @ParameterizedTest
    @CsvSource({"1000, 16", "160, 16", "100, 10", "2, 1"})
    void anAttackerWithoutImagesAttacksTheGallery(int test, int targets) {
        AttackImages images = AttackImages.of(attack("mle", Map.of()), new ImageCounts(TRAIN, test, AUXILIARY));

        assertThat(images.own()).isZero();
        assertThat(images.targets()).isEqualTo(targets);
        assertThat(images.ofGallery()).isTrue();
    }

    /** It intercepts every feature: sixteen would teach it nothing. */
    @Test
    void ginverAttacksAllTestImagesAndOwnsNone() {
        AttackImages images = AttackImages.of(attack("ginver", Map.of()), new ImageCounts(TRAIN, 1000, AUXILIARY));

        assertThat(images).isEqualTo(new AttackImages(0, 0, 1000, false));
    }

    private static Attack attack(String id, Map<String, Object> settings) {
        Catalog.Entry<Attack> entry = Attacks.catalog().find(id).orElseThrow();
        return entry.make().apply(entry.info().schema().read("", settings));
    }
}
