package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads real data sets when they are there. Counts and class counts are those that the data sets' own descriptions state; the
 * folder is {@code ../shared/data} or the system property {@code obscura.test.data}.
 */
class RealImagesTest {

    @TempDir
    private Path cache;

    @ParameterizedTest
    @CsvSource({
        "cifar10-lossless-6k,      cifar10-binary,  32x32x3,   10,  5000,  1000",
        "cifar100-lossless-prefix, cifar100-binary, 32x32x3,   100, 400,   900",
        "fashion-mnist,            idx,             28x28x1,   10,  60000, 10000",
        "pneumoniamnist-balanced,  idx,             28x28x1,   2,   2428,  468",
        "cifar10-jpeg,             image-folder,    32x32x3,   10,  48500, 9500",
        "faces-orl,                image-folder,    64x64x1,   30,  240,   60",
        "faces-yaleb-ext,          image-folder,    64x64x1,   28,  746,   168",
        "tiny-imagenet-20,         image-folder,    64x64x3,   20,  10000, 1000",
        "xray-covid,               image-folder,    128x128x1, 3,   854,   140"
    })
    void readsEveryFormat(String id, String format, String shape, int classes, int train, int test) {
        DatasetInfo info = load(id).info();

        assertThat(info.format()).isEqualTo(format);
        assertThat(info.shape()).hasToString(shape);
        assertThat(info.classNames()).hasSize(classes);
        assertThat(info.trainCount()).isEqualTo(train);
        assertThat(info.testCount()).isEqualTo(test);
        assertThat(info.synthetic()).isFalse();
    }

    @Test
    void readsCifar10InOfficialOrder() {
        Dataset cifar = load("cifar10-lossless-6k");

        assertThat(cifar.info().classNames())
                .startsWith("airplane", "automobile")
                .endsWith("truck");
        assertThat(cifar.train().range(0, 1000).classCounts())
                .containsExactly(102, 112, 99, 92, 99, 85, 107, 102, 99, 103);
        assertThat(cifar.test().classCounts()).containsExactly(103, 89, 100, 103, 90, 86, 112, 102, 106, 109);
    }

    @Test
    void readsLosslessAndRecompressedImagesOfTheSameScenes() {
        LabeledImages lossless = load("cifar10-lossless-6k").test();
        LabeledImages recompressed = load("cifar10-jpeg").test();

        // The first airplane of the official test split is the file 0000.jpg of its class, and first after mixing.
        double difference = meanSquaredDifference(
                lossless.image(firstOf(lossless, 0)), recompressed.image(firstOf(recompressed, 0)));

        assertThat(difference).isBetween(1e-6, 321 / 65025.0);
    }

    @Test
    void mixesClassesThatLieInBlocks() {
        LabeledImages test = load("pneumoniamnist-balanced").test();

        assertThat(HeldOut.lastTenth(test).classCounts()).containsExactlyInAnyOrder(23, 24);
    }

    @Test
    void namesTinyImageNetClassesInWords() {
        assertThat(load("tiny-imagenet-20").info().classNames())
                .startsWith("goldfish", "bullfrog")
                .endsWith("alp");
    }

    @Test
    void scalesXRaysDown() {
        Dataset small = load(new DatasetRequest("xray-covid", 30, 20, 32, Optional.empty()));

        assertThat(small.train().shape()).hasToString("32x32x1");
        assertThat(small.train().classCounts()).containsExactly(10, 10, 10);
    }

    private static int firstOf(LabeledImages images, int label) {
        int index = 0;
        while (images.label(index) != label) {
            index++;
        }
        return index;
    }

    private static double meanSquaredDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum / a.length;
    }

    private Dataset load(String id) {
        return load(DatasetRequest.all(id));
    }

    private Dataset load(DatasetRequest request) {
        Path directory = Path.of(System.getProperty("obscura.test.data", "../shared/data"));
        assumeTrue(
                Files.isDirectory(directory.resolve(request.id())),
                () -> "No real images at " + directory.resolve(request.id())
                        + "; name their folder with -Dobscura.test.data=...");
        return new Datasets(directory, cache).load(request);
    }
}
