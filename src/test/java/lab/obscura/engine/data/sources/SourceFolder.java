package lab.obscura.engine.data.sources;

import java.io.IOException;
import java.nio.file.Path;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.Split;
import lab.obscura.engine.data.WholeSplits;

/** A data directory with one data set, {@code set}, for the tests of the formats. */
record SourceFolder(Path directory) {

    SourceFolder with(String name, byte[] content) throws IOException {
        DataFiles.write(directory.resolve("set").resolve(name), content);
        return this;
    }

    SafeFiles files() {
        return SafeFiles.of(directory, "set");
    }

    String format() {
        return Sources.of(files()).orElseThrow().format();
    }

    Split read() {
        return read(0);
    }

    Split read(int imageSize) {
        SafeFiles files = files();
        return WholeSplits.of(Sources.of(files).orElseThrow().open(files, new Reading(imageSize, 0)));
    }
}
