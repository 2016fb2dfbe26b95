package lab.obscura.engine.data.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.pictures.ChannelInput;
import lab.obscura.engine.data.pictures.PictureReader;

/** The folder of a data set; large pictures stay where they are while they are read. */
record FolderHolder(SafeFiles files) implements Holder {

    /** Smaller ones are faster read at once. */
    private static final int READ_AT_ONCE = 1 << 20;

    @Override
    public String container() {
        return "";
    }

    @Override
    public String where(String path) {
        return files.id() + "/" + path;
    }

    @Override
    public InputStream open(String path) throws IOException {
        return files.open(path);
    }

    @Override
    public PictureReader picture(String path, int sampleMaximum) {
        try (InputStream in = files.open(path)) {
            byte[] beginning = in.readNBytes(READ_AT_ONCE);
            if (beginning.length < READ_AT_ONCE) {
                return PictureReader.open(where(path), beginning, sampleMaximum);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return PictureReader.open(where(path), large(path), sampleMaximum);
    }

    private ChannelInput large(String path) {
        try {
            SeekableByteChannel channel = files.channel(path);
            return new ChannelInput(channel);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private DataException unreadable(String path, IOException cause) {
        return new DataException(where(path) + " cannot be read: " + cause.getMessage(), cause);
    }
}
