package lab.obscura.engine.data.sources;

import java.io.IOException;
import java.nio.file.Path;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.WholeSplits;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.Split;

/** A data directory with one data set, {@code set}, for the tests of the formats. */
public record SourceFolder(Path directory) {

    public SourceFolder with(String name, byte[] content) throws IOException {
        DataFiles.write(directory.resolve("set").resolve(name), content);
        return this;
    }

    public SafeFiles files() {
        return SafeFiles.of(directory, "set");
    }

    public String format() {
        return Sources.of(files()).orElseThrow().format();
    }

    public Split read() {
        return read(0);
    }

    public Split read(int imageSize) {
        SafeFiles files = files();
        return WholeSplits.of(Sources.of(files).orElseThrow().open(files, new Reading(imageSize, 0)));
    }
}
