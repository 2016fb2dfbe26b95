package lab.obscura.engine.data.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.Split;
import lab.obscura.engine.data.sources.SourceFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    @TempDir
    private Path directory;

    private SourceFolder folder;
    private int value;

    @BeforeEach
    void anEmptyFolder() {
        folder = new SourceFolder(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train/red/1.png train/blue/1.png test/red/1.png",
                "Train/red/1.png Train/blue/1.png TESTING/red/1.png",
                "training/red/1.png training/blue/1.png validation/red/1.png",
                "set/train/red/1.png set/train/blue/1.png set/test/red/1.png",
                "a/b/train/red/1.png a/b/train/blue/1.png a/b/valid/red/1.png",
                "train/red/session1/1.png train/red/session2/1.png train/blue/1.png test/red/1.png",
                "train/red/1.png train/blue/1.png test/red/1.png labels.csv docs/logo.txt README.md"
            })
    void readsSplitsBelowWhateverWrapsThem(String names) throws IOException {
        Split split = reading(names);

        assertThat(split.train().classNames()).containsExactly("blue", "red");
        assertThat(split.test().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blue/1.png blue/2.png blue/3.png blue/4.png blue/5.png red/1.png",
                "set/blue/1.png set/blue/2.png set/blue/3.png set/blue/4.png set/blue/5.png set/red/1.png"
            })
    void readsClassesWithoutASplit(String names) throws IOException {
        assertThat(reading(names).train().classNames()).containsExactly("blue", "red");
    }

    @ParameterizedTest
    @CsvSource({
        "red/train/1.png red/test/1.png blue/train/1.png,               Wanted is train/CLASS/file",
        "red/train/a/1.png blue/train/a/1.png,                          name their splits in different places",
        "seg_train/seg_train/red/1.png seg_test/seg_test/red/1.png,     seg_t",
        "train/train/red/1.png train/train/blue/1.png,                  one in the other",
        "set/train/red/1.png set/train/blue/1.png set/set/train/red/1.png, set/set/train",
        "red/1.png blue/1.png set/red/1.png,                            two levels of folders",
        "red/session1/1.png blue/session1/1.png,                        two levels of folders",
        "train/red/1.png train/blue/1.png pred/x/1.png,                 a folder pred",
        "train/red/1.png train/blue/1.png holdout/red/1.png,            a folder holdout",
        "train2/red/1.png tests/red/1.png,                              a name near that of a split",
        "test_images/red/1.png trainSet/red/1.png,                      a name near that of a split",
        "dev/red/1.png eval/red/1.png,                                  a name near that of a split",
        "fold1/red/1.png fold2/red/1.png,                               a name near that of a split",
        "train/red/1.png train/blue/1.png val/red/1.png valid/red/1.png, nothing says whether they are one split",
        "train/red/1.png train/blue/1.png train/1.png,                  must lie in a folder named after its class",
        "red/1.png blue/1.png 1.png,                                    must lie in a folder named after its class",
        "train/red/1.png train/blue/1.png other/red/1.png,              must lie below train/ or test/",
        "images/1.png images/2.png labels.csv,                          labels come from the names of folders",
        "train/images/1.png train/masks/1.png,                          labels come from the names of folders",
        "train/Red/1.png train/red/2.png,                               nearly one name",
        "train/red/1.png train/red~(1)/2.png,                           nearly one name",
        "train/red/1.png train/red~-~Copy/2.png,                        nearly one name",
        "train/red/1.png train/green/1.tif,                             is of a kind that is not read (.tif)",
        "train/red/1.png train/red/2.webp,                              mogrify",
        "red/1.png green/1.TIFF,                                        is of a kind that is not read (.tiff)",
        "train/red/1.png train/red/2,                                   neither a picture",
        "train/red/1.png train/green/notes.txt,                         holds no picture",
        "red/1.png blue/1.png green/notes.txt,                          holds no picture",
        "train/red/1.png train/blue/1.png more.tar.gz,                  is an archive",
        "train/red/1.png train/blue/1.png more.7z,                      is an archive",
        "train/red/1.png train/blue/1.png more.z01,                     is an archive"
    })
    void refusesWhatWouldBeAGuess(String names, String cause) {
        assertThatThrownBy(() -> reading(names))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(cause);
    }

    @Test
    void refusesAnEmptyFolderOfAClass() throws IOException {
        Files.createDirectories(directory.resolve("set/train/green"));

        assertThatThrownBy(() -> reading("train/red/1.png train/blue/1.png"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/green stands where folders of classes do and holds no picture");
    }

    @Test
    void saysThatAValidationSplitIsLeftOutBesideATestSplit() throws IOException {
        Split split = reading("train/red/1.png train/blue/1.png test/red/1.png val/red/1.png val/red/2.png");

        assertThat(split.test().count()).isEqualTo(1);
        assertThat(split.notes())
                .containsExactly("2 pictures of the validation split are left out, because there is a test split");
    }

    @Test
    void joinsAClassWhoseFolderIsComposedHereAndDecomposedThere() throws IOException {
        Split split = reading("train/r\u00f6t/1.png train/blue/1.png test/ro\u0308t/1.png");

        assertThat(split.train().classNames()).containsExactly("blue", "r\u00f6t");
        assertThat(split.test().label(0)).isEqualTo(1);
    }

    @Test
    void refusesAZipFileBesideItsUnpackedFolder() throws IOException {
        reading("train/red/1.png train/blue/1.png test/red/1.png");
        var same = new HashMap<String, byte[]>();
        for (String name : List.of("train/red/1.png", "train/blue/1.png", "test/red/1.png")) {
            same.put("set/" + name, Files.readAllBytes(directory.resolve("set/" + name)));
        }
        folder.with("set.zip", DataFiles.zip(same));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set.zip!set/")
                .hasMessageContaining("are the same picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 (1).png", "1 - Copy.png", "1 copy.png", "Copy of 1.png", "1 - Kopie (2).png"})
    void refusesCopiesByNameAndContentAlone(String copy) throws IOException {
        reading("train/red/1.png train/blue/1.png test/red/1.png");
        byte[] original = Files.readAllBytes(directory.resolve("set/train/red/1.png"));
        folder.with("train/red/" + copy, DataFiles.grayPng(1, 1, 200));
        assertThat(folder.read().train().count()).isEqualTo(3);

        folder.with("train/red/" + copy, original);
        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/red/" + copy)
                .hasMessageContaining("set/train/red/1.png");
    }

    @Test
    void zipFilesStandWhereTheyLie() throws IOException {
        folder.with("train/part1.zip", DataFiles.zip(java.util.Map.of("red/1.png", DataFiles.grayPng(1, 1, 90))))
                .with("train/part2.zip", DataFiles.zip(java.util.Map.of("blue/1.png", DataFiles.grayPng(1, 1, 91))))
                .with("test1.zip", DataFiles.zip(java.util.Map.of("blue/1.png", DataFiles.grayPng(1, 1, 92))));

        assertThat(folder.read().train().classNames()).containsExactly("blue", "red");
    }

    @ParameterizedTest
    @CsvSource({
        "seg_train.zip, red/1.png,       a name near that of a split",
        "train.zip,     set/red/1.png,   must be CLASS/file",
        "test.zip,      train/red/1.png, named after another split",
        "set.zip,       train/more.zip,  is an archive"
    })
    void refusesZipFilesThatWouldBeAGuess(String zip, String entry, String cause) throws IOException {
        folder.with(zip, DataFiles.zip(java.util.Map.of(entry, DataFiles.grayPng(1, 1, 90))));

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining(cause);
    }

    /** Writes different pictures of these names, parted by blanks ({@code ~} is a blank in a name), and other files with one byte. */
    private Split reading(String names) throws IOException {
        for (String name : names.split(" ")) {
            boolean picture = ImagePath.isImage(name);
            folder.with(name.replace('~', ' '), picture ? DataFiles.grayPng(1, 1, ++value) : new byte[1]);
        }
        return folder.read();
    }
}
