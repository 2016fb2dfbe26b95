package lab.obscura.engine.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                ".ipynb_checkpoints",
                ".AppleDouble",
                "._0.png",
                ".thumbnails",
                ".Trash-1000",
                "__MACOSX",
                "@eaDir",
                "@EADIR",
                "#recycle",
                "Thumbs.db",
                "THUMBS.DB",
                "desktop.ini",
                "$RECYCLE.BIN",
                "System Volume Information",
                "lost+found",
                "0.png@SynoEAStream",
                "0.png@SynoResource",
                "~$labels.xlsx",
                "__pycache__"
            })
    void whatProgramsWriteForThemselvesIsHidden(String name) {
        assertThat(ForeignNames.isHidden(name)).isTrue();
        assertThat(ForeignNames.isHidden(List.of("train", name, "0.png"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.png", "red", "@home", "#1", "macosx", "lost", "recycle.bin", "thumbs up"})
    void ordinaryNamesAreNot(String name) {
        assertThat(ForeignNames.isHidden(name)).isFalse();
        assertThat(ForeignNames.objection(List.of("train", name, "0.png"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.png.part",
                "0.png.crdownload",
                "train.zip.download",
                "0.png~",
                "0.tmp",
                "data_batch_1.bin.partial",
                "a.PART"
            })
    void whatMayBeHalfOfAFileIsObjectedTo(String name) {
        assertThat(ForeignNames.objection(List.of("train", name)))
                .get()
                .asString()
                .contains("unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thumbs", "Thumbnails", "previews"})
    void foldersOfSmallCopiesAreObjectedTo(String name) {
        assertThat(ForeignNames.objection(List.of("train", "red", name, "0.png")))
                .get()
                .asString()
                .contains(name, "second time");
    }
}
