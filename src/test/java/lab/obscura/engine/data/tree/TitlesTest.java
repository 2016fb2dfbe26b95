package lab.obscura.engine.data.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.sources.SourceFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {

    @TempDir
    private Path directory;

    private SourceFolder folder;

    @BeforeEach
    void twoClasses() throws IOException {
        folder = new SourceFolder(directory)
                .with("train/a/1.png", DataFiles.grayPng(1, 1, 1))
                .with("train/b/1.png", DataFiles.grayPng(1, 1, 2))
                .with("test/b/1.png", DataFiles.grayPng(1, 1, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsTitlesWithAByteOrderMark(String charset) throws IOException {
        folder.with("classes.txt", "\ufeffa\tÄpfel\r\nb\tBrot\r\n".getBytes(Charset.forName(charset)));

        assertThat(folder.read().train().classNames()).containsExactly("Äpfel", "Brot");
    }

    @Test
    void readsTitlesInsideAZipFile() throws IOException {
        folder.with(
                "more.zip",
                DataFiles.zip(Map.of("set/classes.txt", "a\tapple\nb\tbread".getBytes(StandardCharsets.UTF_8))));

        assertThat(folder.read().train().classNames()).containsExactly("apple", "bread");
    }

    @Test
    void saysThatThereAreMoreTitlesThanFolders() throws IOException {
        folder.with("classes.txt", "a\tapple\nb\tbread\nc\tcheese\n".getBytes(StandardCharsets.UTF_8));

        assertThat(folder.read().notes()).containsExactly("set/classes.txt names 1 folders that are not there");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\tapple\nb bread\n',         'set/classes.txt, line 2: must be the folder of a class, a tab and its name'",
        "'a\nb\n',                      'set/classes.txt, line 1'",
        "'a\tapple\n',                  'has none for folder b'",
        "'a\tapple\nb\tapple\n',        'gives the name apple to two classes'",
        "'a\tapple\nb\tbread\na\tant',  'line 3: folder a was called apple before'"
    })
    void refusesFilesThatWouldLoseATitle(String text, String cause) throws IOException {
        folder.with("classes.txt", text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining(cause);
    }

    @Test
    void refusesTwoFilesThatSayDifferentThings() throws IOException {
        folder.with("classes.txt", "a\tapple\nb\tbread".getBytes(StandardCharsets.UTF_8))
                .with("old/classes.txt", "a\tant\nb\tbee".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining("say different things");
    }

    @Test
    void refusesAnnotationsWithoutAClassAndPicturesWithoutAnnotation() throws IOException {
        folder.with("val/images/9.png", DataFiles.grayPng(1, 1, 9));
        folder.with("val/val_annotations.txt", "9.png b\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("val_annotations.txt, line 1");

        folder.with("val/val_annotations.txt", "8.png\tb\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/val/images/9.png has no line in val_annotations.txt");
    }
}
