package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.PixelSink;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.data.sources.StoredImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredAttributesTest {

    /** The attribute of an image is bright or dark, as its pixel is. */
    private static final String ALL = """
            train/0\tdark
            train/1\tbright
            train/2\tdark
            train/3\tbright
            test/0\tbright
            test/1\tdark
            """;

    @TempDir
    Path data;

    @Test
    void everyImageKeepsItsAttributeThroughEveryChoice() {
        Dataset all = folder(ALL).load(request(0, Optional.empty()));
        Dataset limited = folder(ALL).load(request(2, Optional.empty()));
        Dataset divided = folder(ALL).load(request(0, Optional.of(new SplitShares(0.34, 0.33, 0.33))));

        assertThat(all.info().attributeNames()).containsExactly("bright", "dark");
        assertThat(List.of(
                        all.train(),
                        all.test(),
                        limited.train(),
                        divided.train(),
                        divided.test(),
                        divided.auxiliary(),
                        all.train().range(1, 3),
                        all.train().and(all.test())))
                .allSatisfy(StoredAttributesTest::belongToTheirImages);
        assertThat(all.train().unlabeled().attributes().areThere()).isFalse();
    }

    private static void belongToTheirImages(LabeledImages images) {
        assertThat(images.attributes().values()).hasSize(images.count());
        for (int i = 0; i < images.count(); i++) {
            boolean bright = images.image(i)[0] > 0.5;
            if (images.attributes().values()[i] != (bright ? 0 : 1)) {
                throw new AssertionError("Image " + i + " has another's attribute");
            }
        }
    }

    @Test
    void theyChangeTheHashAndNothingElseDoes() {
        String without = folder("").info().contentHash();

        assertThat(folder("").info().attributeNames()).isEmpty();
        assertThat(folder(ALL).info().contentHash()).isNotEqualTo(without);
        assertThat(folder(ALL.replace("train/0\tdark", "train/0\tbright"))
                        .info()
                        .contentHash())
                .isNotEqualTo(folder(ALL).info().contentHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test/1 dark | | must have a line for every image, has none for test/1",
                "test/1 dark | test/1 | line 6: must be an image, a tab and its attribute",
                "test/1 dark | test/2 dark | has none for test/1",
                "test/1 dark | test/1 dark%ntest/2 dark | 1 of its lines name none of them, as test/2",
                "test/1 dark | test/0 dark | line 6: test/0 stands there before",
                "bright | dark | must tell 2 to 1000 attributes apart, names 1"
            })
    void whatDoesNotFitTheImagesIsRefused(String written, String instead, String because) {
        String text = ALL.replace(tabbed(written), instead == null ? "" : tabbed(instead));

        assertThatThrownBy(() -> folder(text)).isInstanceOf(DataException.class).hasMessageContaining(because);
    }

    private static String tabbed(String text) {
        return text.replace(' ', '\t').replace("%n", "\n");
    }

    private DatasetFolder folder(String attributes) {
        try {
            Path folder = Files.createDirectories(data.resolve("set"));
            Files.deleteIfExists(folder.resolve(StoredAttributes.FILE));
            if (!attributes.isEmpty()) {
                Files.writeString(folder.resolve(StoredAttributes.FILE), attributes);
            }
            var images = new SixImages();
            var stored = StoredAttributes.of(SafeFiles.of(data, "set"), images);
            return new DatasetFolder("set", "six", images, DatasetFacts.NONE, stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatasetRequest request(int trainLimit, Optional<SplitShares> split) {
        return new DatasetRequest("set", trainLimit, 0, 0, DataPins.NONE, split, Optional.empty());
    }

    /** Four images to learn from and two to judge by, of one pixel each. */
    private static final class SixImages implements StoredImages {

        private static final byte[][] PIXELS = {{10, (byte) 200, 20, (byte) 210}, {(byte) 220, 30}};

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 1, 1);
        }

        @Override
        public List<String> classNames() {
            return List.of("first", "second");
        }

        @Override
        public int[] labels(Half half) {
            return half == Half.TRAIN ? new int[] {0, 0, 1, 1} : new int[] {0, 1};
        }

        @Override
        public void read(Half half, int[] places, PixelSink sink) {
            for (int place : places) {
                sink.accept(PIXELS[half.ordinal()], place, 1);
            }
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
