package lab.obscura.engine.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.settings.FieldError;
import org.junit.jupiter.api.Test;

class SplitSharesTest {

    private static final SplitShares SHARES = new SplitShares(0.5, 0.25, 0.125);

    @Test
    void everyClassIsDividedInItsSharesAndNoImageIsInTwoParts() {
        int[] labels = IntStream.range(0, 80).map(i -> i % 10 == 0 ? 1 : 0).toArray(); // 72 and 8
        long[] hashes =
                IntStream.range(0, 80).mapToLong(i -> i * 0x9E3779B97F4A7C15L).toArray();

        SplitShares.Parts parts = SHARES.divide(labels, hashes, 2);

        assertThat(counts(parts.train(), labels)).containsExactly(36, 4);
        assertThat(counts(parts.test(), labels)).containsExactly(18, 2);
        assertThat(counts(parts.auxiliary(), labels)).containsExactly(9, 1);
        assertThat(Stream.of(parts.train(), parts.test(), parts.auxiliary())
                        .flatMapToInt(IntStream::of)
                        .distinct())
                .hasSize(70);
        assertThat(parts.test()).isSorted();
        assertThat(SHARES.counts(80)).containsExactly(40, 20, 10);
    }

    @Test
    void thePlaceOfAnImageDoesNotDecideItsPart() {
        int[] labels = new int[16];
        long[] hashes = IntStream.range(0, 16).mapToLong(i -> i * 7 % 16).toArray();
        long[] turned = IntStream.range(0, 16).mapToLong(i -> hashes[15 - i]).toArray();

        int[] train = SHARES.divide(labels, hashes, 1).train();
        int[] trainOfTurned = SHARES.divide(labels, turned, 1).train();

        assertThat(IntStream.of(trainOfTurned).mapToLong(i -> turned[i]))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.of(train).mapToLong(i -> hashes[i]).boxed().toList());
    }

    @Test
    void copiesStayTogether() {
        int[] labels = new int[8];
        long[] hashes = {1, 1, 1, 2, 2, 2, 3, 4}; // half of them ends within the twos

        SplitShares.Parts parts = SHARES.divide(labels, hashes, 1);

        assertThat(parts.train()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(parts.test()).isEmpty();
        assertThat(parts.auxiliary()).containsExactly(6);
    }

    @Test
    void sharesThatAreMoreThanAllAreRefused() {
        List<FieldError> errors = new ArrayList<>();

        assertThat(SplitShares.read("dataset.split", Map.of("train", 0.8, "test", 0.2, "auxiliary", 0.1), errors))
                .isEmpty();
        assertThat(SplitShares.read("dataset.split", Map.of("train", 0.8, "test", 0.2), errors))
                .contains(new SplitShares(0.8, 0.2, 0));

        assertThat(errors).singleElement().extracting(FieldError::path).isEqualTo("dataset.split");
    }

    private static int[] counts(int[] places, int[] labels) {
        int[] counts = new int[2];
        IntStream.of(places).forEach(place -> counts[labels[place]]++);
        return counts;
    }
}
