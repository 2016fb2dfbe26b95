package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.data.images.ImageSet;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.data.registry.Patience;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

    @TempDir
    private Path folder;

    private Path directory;
    private Datasets datasets;

    @BeforeEach
    void anEmptyCatalog() throws IOException {
        directory = Files.createDirectory(folder.resolve("data"));
        datasets = new Datasets(directory, folder.resolve("cache"));
    }

    @Test
    void offersShapesWithoutAnyFile() {
        var shapes = new Datasets(folder.resolve("missing"), folder.resolve("cache")).list();

        assertThat(shapes).singleElement().isInstanceOfSatisfying(DatasetListing.Usable.class, usable -> {
            assertThat(usable.info().synthetic()).isTrue();
            assertThat(usable.info().trainCount()).isEqualTo(10_000);
            assertThat(usable.info().testCount()).isEqualTo(2_000);
        });
    }

    @Test
    void listsADamagedFolderWithItsProblemAndTheOthersUndisturbed() throws IOException {
        writeCifar("good");
        DataFiles.write(directory.resolve("bad/data_batch_1.bin"), new byte[100]);
        DataFiles.write(directory.resolve("empty/notes.txt"), new byte[1]);

        var listings = datasets.list();

        assertThat(listings).extracting(DatasetListing::id).containsExactly("shapes", "bad", "empty", "good");
        assertThat(listings.get(1))
                .isInstanceOfSatisfying(
                        DatasetListing.Damaged.class,
                        damaged -> assertThat(damaged.problem())
                                .contains("bad/data_batch_1.bin", "3073", "100 bytes", "fetch it again"));
        assertThat(listings.get(2)).isInstanceOf(DatasetListing.Damaged.class);
        assertThat(listings.get(3)).isInstanceOf(DatasetListing.Usable.class);
    }

    @Test
    void doesNotReadUnchangedFilesAgain() throws IOException {
        Path batch = writeCifar("small");
        FileTime before = Files.getLastModifiedTime(batch);
        var listed = datasets.find("small").orElseThrow();
        DataFiles.write(batch, new byte[(int) Files.size(batch)]);
        Files.setLastModifiedTime(batch, before);

        assertThat(datasets.find("small")).contains(listed);
        assertThat(new Datasets(directory, folder.resolve("cache")).find("small"))
                .contains(listed);
    }

    @Test
    void readsChangedFilesAgain() throws IOException {
        Path batch = writeCifar("small");
        var listed = datasets.find("small").orElseThrow();
        DataFiles.write(batch, DataFiles.cifar(1, 0, 1, 2));

        assertThat(datasets.find("small").orElseThrow()).isNotEqualTo(listed);
    }

    @Test
    void namesKnownAndNearestDataSetsForAnUnknownId() {
        assertThatThrownBy(() -> datasets.load(DatasetRequest.all("shape")))
                .isInstanceOf(DataException.class)
                .hasMessage("dataset.id must be one of shapes, was shape. Did you mean shapes?");
    }

    @Test
    void anIdIsNeverAPath() throws IOException {
        DataFiles.write(folder.resolve("outside/data_batch_1.bin"), DataFiles.cifar(1, 1));

        assertThatThrownBy(() -> datasets.load(DatasetRequest.all("../outside")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must be one of shapes");
    }

    @Test
    void anIdIsFoundInBothFormsOfItsLetters() throws IOException {
        writeCifar("ro\u0308t");

        assertThat(datasets.ids()).containsExactly("shapes", "r\u00f6t");
        assertThat(datasets.find("ro\u0308t"))
                .isEqualTo(datasets.find("r\u00f6t"))
                .isPresent();
        assertThat(datasets.load(DatasetRequest.all("ro\u0308t")).info().id()).isEqualTo("r\u00f6t");
    }

    @Test
    void foldersThatDifferInTheFormOfTheirLettersAreRefusedAlone() throws IOException {
        writeCifar("good");
        writeCifar("ro\u0308t");
        writeCifar("r\u00f6t");

        var listings = datasets.list();

        assertThat(listings).extracting(DatasetListing::id).containsExactly("shapes", "good", "r\u00f6t");
        assertThat(listings.get(1)).isInstanceOf(DatasetListing.Usable.class);
        assertThat(listings.get(2))
                .isInstanceOfSatisfying(
                        DatasetListing.Damaged.class,
                        damaged -> assertThat(damaged.problem()).contains("2 folders", "NFC and NFD"));
    }

    @Test
    void saysWhatAFolderOfNoFormatHoldsInstead() throws IOException {
        DataFiles.write(directory.resolve("packed/cifar-10-binary.tar.gz"), DataFiles.gzip(new byte[9]));
        DataFiles.write(directory.resolve("python/data_batch_1"), new byte[] {(byte) 0x80, 2, '}', 'q'});

        var listings = datasets.list();

        assertThat(listings.get(1))
                .isInstanceOfSatisfying(
                        DatasetListing.Damaged.class,
                        damaged -> assertThat(damaged.problem())
                                .contains("packed/cifar-10-binary.tar.gz is a gzip file. Unpack it"));
        assertThat(listings.get(2))
                .isInstanceOfSatisfying(
                        DatasetListing.Damaged.class,
                        damaged -> assertThat(damaged.problem())
                                .contains("python/data_batch_1 is a Python pickle. Fetch the binary version"));
    }

    @Test
    void foldersOfTheSystemAreNoDataSets() throws IOException {
        Files.createDirectories(directory.resolve("lost+found"));
        Files.createDirectories(directory.resolve("@eaDir"));

        assertThat(datasets.ids()).containsExactly("shapes");
    }

    @Test
    void refusesADataSetThatIsNotThePinnedOne() throws IOException {
        writeCifar("small");
        var pinned = new DatasetRequest("small", 0, 0, 0, Optional.of("abc"));

        assertThatThrownBy(() -> datasets.load(pinned))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dataset.dataHash")
                .hasMessageContaining("was abc");
    }

    @Test
    void acceptsThePinnedDataSetWhateverTheLimits() throws IOException {
        writeCifar("small");
        String hash = datasets.load(DatasetRequest.all("small")).info().contentHash();

        var cut = datasets.load(new DatasetRequest("small", 2, 1, 16, Optional.of(hash)));

        assertThat(cut.info().contentHash()).isEqualTo(hash);
        assertThat(cut.info().shape()).isEqualTo(new ImageShape(16, 16, 3));
        assertThat(cut.info().trainCount()).isEqualTo(cut.train().count()).isEqualTo(2);
        assertThat(cut.info().testCount()).isEqualTo(cut.test().count()).isEqualTo(1);
    }

    @Test
    void picturesOfDifferentSizesAreUsableWithAnImageSize() throws IOException {
        DataFiles.write(directory.resolve("mixed/train/a/1.png"), DataFiles.grayPng(4, 4, 1));
        DataFiles.write(directory.resolve("mixed/train/a/2.png"), DataFiles.grayPng(6, 8, 2));
        DataFiles.write(directory.resolve("mixed/train/b/1.png"), DataFiles.grayPng(4, 4, 4));
        DataFiles.write(directory.resolve("mixed/test/a/1.png"), DataFiles.grayPng(4, 4, 3));

        var scaled = (DatasetListing.Usable)
                datasets.find("mixed", 4, Patience.ENDLESS).orElseThrow();
        Dataset loaded = datasets.load(new DatasetRequest("mixed", 0, 0, 4, Optional.empty()));

        assertThat(datasets.find("mixed")).get().isInstanceOf(DatasetListing.Damaged.class);
        assertThat(scaled.info()).isEqualTo(loaded.info());
    }

    @Test
    void anImageSizeLeavesTheListingOfOthersAlone() throws IOException {
        writeCifar("small");

        assertThat(datasets.find("small", 16, Patience.ENDLESS)).isEqualTo(datasets.find("small"));
    }

    @Test
    void limitsAreBalancedOverClassesAndNested() {
        LabeledImages large = datasets.load(new DatasetRequest("shapes", 1000, 200, 0, Optional.empty()))
                .train();
        LabeledImages small = datasets.load(new DatasetRequest("shapes", 50, 200, 0, Optional.empty()))
                .train();

        assertThat(large.classCounts()).containsOnly(100);
        assertThat(small.classCounts()).containsOnly(5);
        assertThat(ImageSet.of(large)).containsAll(ImageSet.of(small));
    }

    @Test
    void theImagesOfAFolderAreDividedAnewInThreeParts() throws IOException {
        for (int i = 0; i < 24; i++) {
            String half = i < 12 ? "train" : "test";
            DataFiles.write(
                    directory.resolve("people/" + half + "/" + (i % 2 == 0 ? "ada" : "bob") + "/" + i + ".png"),
                    DataFiles.grayPng(4, 4, 10 * i));
        }
        var request = new DatasetRequest(
                "people", 0, 3, 8, DataPins.NONE, Optional.of(new SplitShares(0.5, 0.25, 0.25)), Optional.empty());

        Dataset divided = datasets.load(request);

        assertThat(divided.counts()).isEqualTo(new ImageCounts(12, 3, 6));
        assertThat(divided.train().classCounts()).containsExactly(6, 6);
        assertThat(divided.auxiliary().classCounts()).containsExactly(3, 3);
        assertThat(divided.auxiliary().shape()).isEqualTo(new ImageShape(8, 8, 1));
        List<Integer> grays = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (LabeledImages part : List.of(divided.train(), divided.test(), divided.auxiliary())) {
            for (int i = 0; i < part.count(); i++) {
                grays.add(part.bytes(i)[0] & 0xff);
                labels.add(part.label(i));
            }
        }
        assertThat(grays).doesNotHaveDuplicates();
        assertThat(labels).isEqualTo(grays.stream().map(gray -> gray / 10 % 2).toList());
        assertThat(datasets.load(request).train().pixels())
                .isEqualTo(divided.train().pixels());
    }

    @Test
    void theDrawnImagesAreDividedTheSameWay() {
        var shares = new SplitShares(0.7, 0.2, 0.1);

        Dataset divided = datasets.load(
                new DatasetRequest("shapes", 100, 50, 0, DataPins.NONE, Optional.of(shares), Optional.empty()));

        int all = 12_000;
        assertThat(divided.counts()).isEqualTo(new ImageCounts(100, 50, all / 10));
        assertThat(divided.auxiliary().classCounts()).containsOnly(all / 100);
        assertThat(ImageSet.of(divided.auxiliary())).doesNotContainAnyElementsOf(ImageSet.of(divided.test()));
    }

    @Test
    void anotherSetOfPeopleIsTheAttackers() throws IOException {
        writePeople("scrub", "Ada_Byron", "bob", 10);
        writePeople("celebs", "carl", "dora", 100);

        Dataset loaded = datasets.load(beside("scrub", new AuxiliaryChoice("celebs", 4, false)));

        assertThat(loaded.auxiliary().count()).isEqualTo(4);
        assertThat(loaded.auxiliary().bytes(0)[0]).isGreaterThanOrEqualTo((byte) 100);
        assertThat(loaded.info().auxiliary())
                .contains(new AuxiliarySet(
                        "celebs",
                        4,
                        datasets.load(DatasetRequest.all("celebs")).info().contentHash()));
    }

    @Test
    void refusesAnAuxiliarySetThatIsNotThePinnedOne() throws IOException {
        writePeople("scrub", "ada", "bob", 10);
        writePeople("celebs", "carl", "dora", 100);
        String found = datasets.load(DatasetRequest.all("celebs")).info().contentHash();
        var choice = new AuxiliaryChoice("celebs", 0, false);
        DataPins kept = DataPins.of("scrub", "", Map.of("celebs", found));
        DataPins broken = DataPins.of("scrub", "", Map.of("celebs", "0".repeat(64)));

        Dataset loaded = datasets.load(beside("scrub", choice, kept));

        assertThat(loaded.auxiliary().count()).isEqualTo(8);
        assertThatThrownBy(() -> datasets.load(beside("scrub", choice, broken)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "dataset.otherDataHashes.celebs must be " + found + " (what lies in celebs now), was 0000")
                .hasMessageEndingWith("put the old files back, or leave it out");
    }

    @Test
    void identitiesThatBothSetsKnowAreRefusedByName() throws IOException {
        writePeople("scrub", "Ada_Byron", "bob", 10);
        writePeople("celebs", "ada byron", "dora", 100);

        assertThatThrownBy(() -> datasets.load(beside("scrub", new AuxiliaryChoice("celebs", 0, false))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("dataset.auxiliary.id")
                .hasMessageContaining("1 of them: ada byron")
                .hasMessageContaining("sharedClasses");
        assertThat(datasets.load(beside("scrub", new AuxiliaryChoice("celebs", 0, true)))
                        .auxiliary()
                        .count())
                .isEqualTo(8);
    }

    @Test
    void anAttackerMayNotOwnTheAttackedImages() throws IOException {
        writePeople("scrub", "ada", "bob", 10);
        writePeople("celebs", "carl", "dora", 18); // their training pictures are the others' test pictures

        assertThatThrownBy(() -> datasets.load(beside("scrub", new AuxiliaryChoice("celebs", 0, false))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of its 8 are exact copies of test images of scrub");
        assertThatThrownBy(() -> datasets.load(beside("scrub", new AuxiliaryChoice("scrub", 0, true))))
                .hasMessageContaining("dataset.split");
        assertThatThrownBy(() -> datasets.load(beside("scrub", new AuxiliaryChoice("shapes", 0, true))))
                .hasMessageContaining("1 channels, as scrub")
                .hasMessageContaining("shapes with 3");
    }

    private static DatasetRequest beside(String id, AuxiliaryChoice choice) {
        return beside(id, choice, DataPins.NONE);
    }

    private static DatasetRequest beside(String id, AuxiliaryChoice choice, DataPins pins) {
        return new DatasetRequest(id, 0, 0, 0, pins, Optional.empty(), Optional.of(choice));
    }

    /** Eight training pictures and two test pictures, each of another gray. */
    private void writePeople(String id, String one, String other, int gray) throws IOException {
        for (int i = 0; i < 10; i++) {
            String half = i < 8 ? "train" : "test";
            DataFiles.write(
                    directory.resolve(id + "/" + half + "/" + (i % 2 == 0 ? one : other) + "/" + i + ".png"),
                    DataFiles.grayPng(4, 4, gray + i));
        }
    }

    private Path writeCifar(String id) throws IOException {
        Path batch = directory.resolve(id + "/data_batch_1.bin");
        DataFiles.write(batch, DataFiles.cifar(1, 0, 1, 2, 1, 2));
        byte[] test = DataFiles.cifar(1, 2, 1);
        test[1]++; // a test split of nothing but training images is refused
        DataFiles.write(directory.resolve(id + "/test_batch.bin"), test);
        return batch;
    }
}
