package lab.obscura.engine.data.tree;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import lab.obscura.engine.data.files.SafeZip;
import lab.obscura.engine.data.pictures.PictureReader;

/** A zip file of a data set; what lies in it is unpacked into memory, one file at a time. */
record ZipHolder(String container, SafeZip zip) implements Holder {

    @Override
    public String where(String path) {
        return container + "!" + path;
    }

    @Override
    public InputStream open(String path) {
        return new ByteArrayInputStream(zip.read(path));
    }

    @Override
    public PictureReader picture(String path, int sampleMaximum) {
        return PictureReader.open(where(path), zip.read(path), sampleMaximum);
    }
}
