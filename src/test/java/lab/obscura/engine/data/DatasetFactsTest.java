package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Normalization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetFactsTest {

    private static final Normalization HALVES = new Normalization(List.of(0.5), List.of(0.25));

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void aFolder() {
        directory = folder.resolve("data");
    }

    @Test
    void everyFactIsReadAndKeptOverARestart() throws IOException {
        gray("set");
        say("set", """
                {"title": "Hands", "license": "CC BY 4.0", "citation": "A. Person, 2020", "augmentation": "crop-rotate",
                 "normalization": {"mean": [0.5], "standardDeviation": [0.25]}}""");

        DatasetInfo info = usable("set");

        assertThat(info.title()).isEqualTo("Hands");
        assertThat(info.facts())
                .isEqualTo(new DatasetFacts(
                        "Hands",
                        "CC BY 4.0",
                        "A. Person, 2020",
                        "",
                        Optional.of(HALVES),
                        Augmentation.NONE.withCrop(4).withRotation(15),
                        0));
        assertThat(usable("set")).as("as a new service finds it").isEqualTo(info);
        assertThat(datasets().load(DatasetRequest.all("set")).info().facts()).isEqualTo(info.facts());
    }

    @Test
    void factsAreNoPixels() throws IOException {
        gray("plain");
        gray("spoken");
        say("spoken", "{\"title\": \"Hands\", \"augmentation\": \"none\"}");

        assertThat(usable("spoken").contentHash()).isEqualTo(usable("plain").contentHash());
        assertThat(usable("spoken").notes()).isEqualTo(usable("plain").notes());
    }

    @ParameterizedTest
    @CsvSource({
        "cifar10, 0.4914, crop-flip-rotate",
        "cifar100, 0.50708, crop-flip-rotate",
        "facescrub, 0.5708, flip-rotate",
        "tiny-imagenet, 0.5141, flip-rotate"
    })
    void thePublishedValuesBelongToExactlyThisIdOrToWhatIsLikeIt(String id, double red, String augmentation)
            throws IOException {
        for (String name : List.of(id, id + "-20", "other")) {
            color(name);
        }
        say("other", "{\"like\": \"" + id + "\"}");

        assertThat(List.of(id, "other")).allSatisfy(name -> {
            DatasetFacts facts = usable(name).facts();
            assertThat(facts.normalization().orElseThrow().mean().get(0)).isEqualTo(red);
            assertThat(facts.augmentation().name()).isEqualTo(augmentation);
        });
        assertThat(usable(id + "-20").facts()).isEqualTo(DatasetFacts.NONE);
    }

    @Test
    void whatIsSaidCountsMoreThanWhatItIsLike() throws IOException {
        color("set");
        say("set", """
                {"like": "cifar10", "augmentation": "flip",
                 "normalization": {"mean": [0, 0.5, 1], "standardDeviation": [1, 1, 1]}}""");

        assertThat(usable("set").facts().normalization().orElseThrow().mean()).containsExactly(0.0, 0.5, 1.0);
        assertThat(usable("set").facts().augmentation()).isEqualTo(Augmentation.NONE.withFlip());
    }

    @Test
    void aGraySetOfAKnownNameIsMeasured() throws IOException {
        gray("cifar10");

        assertThat(usable("cifar10").facts().normalization()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'titel': 'x'}                          | titel | Did you mean title",
                "{'title': 3}                            | title must be text | 3",
                "{'like': 'cifar-10'}                    | like must be one of cifar10 | Did you mean cifar10",
                "{'augmentation': 'flips'}               | augmentation must be one of none | Did you mean flip",
                "{'normalization': [0.5]}                | normalization must be an object | mean",
                "{'normalization': {'mean': [0.5]}}      | normalization.standardDeviation | is missing",
                "{'normalization': {'mean': [0.5], 'standardDeviation': [0]}}     | normalization.standardDeviation | between 0.000001 and 10",
                "{'normalization': {'mean': [0.5], 'standardDeviation': [-0.2]}}  | normalization.standardDeviation | -0.2",
                "{'normalization': {'mean': ['0.5'], 'standardDeviation': [0.2]}} | normalization.mean | a list of numbers",
                "{'normalization': {'mean': [127], 'standardDeviation': [60]}}    | normalization.mean | between 0 and 1",
                "{'normalization': {'mean': [0.5, 0.5], 'standardDeviation': [0.2]}} | normalization.standardDeviation | 1 numbers beside 2",
                "{'normalization': {'mean': [0.5, 0.5, 0.5], 'standardDeviation': [0.2, 0.2, 0.2]}} | normalization must be one mean | 1 of each, was 3 of each",
                "{'like': 'cifar10'}                     | 1 of each, was 3 of each | once like is left out",
                "{'sampleMaximum': 0}                    | sampleMaximum must be a whole number between 1 and 65535 | 0",
                "{'title': 'x', 'title': 'y'}            | title | remove it",
                "{'license': 'x', 'licence': 'y'}        | licence must be written once | Leave one",
                "[]                                      | must be an object | remove it",
                "{'title': 'x'                           | line 1 | remove it"
            })
    void whatIsNotUnderstoodIsRefused(String text, String first, String second) throws IOException {
        gray("set");
        say("set", text.replace('\'', '"'));

        assertThat(problem("set")).contains("set/dataset.json", first, second);
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        gray("set");
        say("set", "{}");
        Files.writeString(directory.resolve("set/Dataset.JSON"), "{}");

        assertThat(problem("set")).contains("Dataset.JSON", "only one", "Remove one");
    }

    @Test
    void otherEncodingsAndSpellingsAreRead() throws IOException {
        gray("set");
        Files.writeString(
                directory.resolve("set/dataset.json"), "\uFEFF{\"licence\": \"für alle\"}", StandardCharsets.UTF_8);

        assertThat(usable("set").facts().license()).isEqualTo("für alle");
    }

    @Test
    void itLiesBesideZipFilesAndNothingIsTakenForItInThem() throws IOException {
        DataFiles.write(
                directory.resolve("set/pictures.zip"),
                DataFiles.zip(Map.of(
                        "train/a/0.png", DataFiles.grayPng(2, 2, 1),
                        "train/b/0.png", DataFiles.grayPng(2, 2, 2),
                        "test/a/0.png", DataFiles.grayPng(2, 2, 3),
                        "test/b/0.png", DataFiles.grayPng(2, 2, 4),
                        "dataset.json", "no JSON".getBytes(StandardCharsets.UTF_8))));
        say("set", "{\"title\": \"Zipped\"}");

        assertThat(usable("set").title()).isEqualTo("Zipped");
    }

    @Test
    void deepSamplesAreScaledByWhatIsWhite() throws IOException {
        deep("dark");
        deep("scaled");
        say("scaled", "{\"sampleMaximum\": 4095}");

        assertThat(datasets().load(DatasetRequest.all("dark")).train().pixels()).containsOnly((byte) 15, (byte) 8);
        assertThat(datasets().load(DatasetRequest.all("scaled")).train().pixels())
                .containsOnly((byte) 255, (byte) 128);
        assertThat(usable("scaled").contentHash()).isNotEqualTo(usable("dark").contentHash());
        assertThat(usable("dark").notes())
                .singleElement()
                .asString()
                .contains("no sample is above 4095", "Say \"sampleMaximum\": 4095 in dataset.json");
        assertThat(usable("scaled").notes()).isEmpty();
    }

    @Test
    void aMaximumThatLeavesThePicturesDarkIsNotedAsWell() throws IOException {
        deep("set");
        say("set", "{\"sampleMaximum\": 65535}");

        assertThat(usable("set").notes()).singleElement().asString().contains("\"sampleMaximum\": 4095");
    }

    @Test
    void aMaximumBesidePicturesOfEightBitsIsNotedAsWithoutEffect() throws IOException {
        gray("set");
        String before = usable("set").contentHash();
        say("set", "{\"sampleMaximum\": 4095}");

        assertThat(usable("set").notes())
                .singleElement()
                .asString()
                .contains("\"sampleMaximum\": 4095", "16 bits", "Leave it out");
        assertThat(usable("set").contentHash()).isEqualTo(before);
    }

    @Test
    void aRunningServiceReadsTheSetAnewWhenItsMaximumChanges() throws IOException {
        deep("set");
        Datasets datasets = datasets();
        DatasetInfo dark = usable(datasets, "set");
        say("set", "{\"sampleMaximum\": 4095}");
        DatasetInfo scaled = usable(datasets, "set");
        say("set", "{\"sampleMaximum\": 16383}");
        DatasetInfo darker = usable(datasets, "set");

        assertThat(List.of(dark.contentHash(), scaled.contentHash(), darker.contentHash()))
                .doesNotHaveDuplicates();
        assertThat(dark.notes()).isNotEmpty();
        assertThat(scaled.notes()).isEmpty();
    }

    @Test
    void aSampleAboveTheMaximumAndAFormatWithoutDeepSamplesAreRefused() throws IOException {
        deep("deep");
        say("deep", "{\"sampleMaximum\": 4000}");
        DataFiles.write(directory.resolve("cifar/data_batch_1.bin"), DataFiles.cifar(1, 0, 1));
        DataFiles.write(directory.resolve("cifar/test_batch.bin"), DataFiles.cifar(1, 2, 3));
        say("cifar", "{\"sampleMaximum\": 4095}");

        assertThat(problem("deep")).contains("4095", "sampleMaximum 4000");
        assertThat(problem("cifar")).contains("cifar/dataset.json", "sampleMaximum", "cifar10-binary", "Leave it out");
    }

    private void gray(String id) throws IOException {
        pictures(id, value -> DataFiles.grayPng(2, 2, value));
    }

    private void color(String id) throws IOException {
        pictures(id, value -> DataFiles.colorPng(2, 2, value));
    }

    private interface Drawing {
        byte[] of(int value) throws IOException;
    }

    private void pictures(String id, Drawing drawing) throws IOException {
        Path set = directory.resolve(id);
        DataFiles.write(set.resolve("train/a/0.png"), drawing.of(1));
        DataFiles.write(set.resolve("train/b/0.png"), drawing.of(2));
        DataFiles.write(set.resolve("test/a/0.png"), drawing.of(3));
        DataFiles.write(set.resolve("test/b/0.png"), drawing.of(4));
    }

    /** 12 bits in 16. */
    private void deep(String id) throws IOException {
        Path set = directory.resolve(id);
        DataFiles.write(set.resolve("train/a/0.png"), deepPng(4095));
        DataFiles.write(set.resolve("train/b/0.png"), deepPng(2048));
        DataFiles.write(set.resolve("test/a/0.png"), deepPng(1000));
        DataFiles.write(set.resolve("test/b/0.png"), deepPng(500));
    }

    private static byte[] deepPng(int value) throws IOException {
        var image = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i % 2, i / 2, 0, value);
        }
        return DataFiles.encoded(image, "png");
    }

    private void say(String id, String json) throws IOException {
        Files.writeString(directory.resolve(id).resolve("dataset.json"), json);
    }

    private Datasets datasets() {
        return new Datasets(directory, folder.resolve("cache"));
    }

    private DatasetInfo usable(String id) {
        return usable(datasets(), id);
    }

    private static DatasetInfo usable(Datasets datasets, String id) {
        return ((DatasetListing.Usable) datasets.find(id).orElseThrow()).info();
    }

    private String problem(String id) {
        return ((DatasetListing.Damaged) datasets().find(id).orElseThrow()).problem();
    }
}
