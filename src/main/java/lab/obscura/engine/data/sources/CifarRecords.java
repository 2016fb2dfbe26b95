package lab.obscura.engine.data.sources;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import lab.obscura.engine.data.files.FileKind;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;

/** The records of one split of a CIFAR data set, which may lie in several files. */
final class CifarRecords {

    static final ImageShape SHAPE = new ImageShape(32, 32, 3);

    private static final int PLANE = 1024;

    private final int labelBytes;
    private final int recordBytes;
    private final SafeFiles files;
    private final List<SafeFiles.Entry> batches;
    private final int[] labels;

    /** Looks at the labels of all records. */
    CifarRecords(String format, int labelBytes, SafeFiles files, List<SafeFiles.Entry> batches, int classes) {
        this.labelBytes = labelBytes;
        this.recordBytes = labelBytes + SHAPE.size();
        this.files = files;
        this.batches = batches;
        long count = 0;
        for (SafeFiles.Entry batch : batches) {
            if (batch.size() == 0 || batch.size() % recordBytes != 0) {
                throw new DataException(files.describe(batch) + " must be a whole number of records of " + recordBytes
                        + " bytes (" + format + "), has " + batch.size() + " bytes: "
                        + FileKind.sentence(
                                files.head(batch), "it was cut short or is another format; fetch it again"));
            }
            count += records(batch);
        }
        this.labels = new int[ImageCount.checked(count, files.id())];
        int at = 0;
        for (SafeFiles.Entry batch : batches) {
            readLabels(batch, at, classes);
            at += records(batch);
        }
    }

    int[] labels() {
        return labels.clone();
    }

    /** Opens each file as seldom as the order of the places allows. */
    void read(int[] places, PixelSink sink) {
        int next = 0;
        while (next < places.length) {
            int first = 0;
            int batch = 0;
            while (places[next] >= first + records(batches.get(batch))) {
                first += records(batches.get(batch++));
            }
            next = read(batches.get(batch), first, places, next, sink);
        }
    }

    /** Reads as many of the places as lie in this file one after the other; returns the first that does not. */
    private int read(SafeFiles.Entry batch, int first, int[] places, int from, PixelSink sink) {
        var record = ByteBuffer.allocate(recordBytes);
        byte[] pixels = new byte[SHAPE.size()];
        int next = from;
        try (SeekableByteChannel channel = files.channel(batch.name())) {
            while (next < places.length && places[next] >= first && places[next] < first + records(batch)) {
                channel.position((long) (places[next++] - first) * recordBytes);
                record.clear();
                while (record.hasRemaining()) {
                    if (channel.read(record) < 0) {
                        throw new DataException(files.describe(batch) + " became shorter while it was read");
                    }
                }
                interleave(record.array(), labelBytes, pixels);
                sink.accept(pixels, 0, pixels.length);
            }
            return next;
        } catch (IOException e) {
            throw files.unreadable(batch, e);
        }
    }

    private void readLabels(SafeFiles.Entry batch, int from, int classes) {
        try (InputStream in = new BufferedInputStream(files.open(batch), 1 << 16)) {
            for (int i = 0; i < records(batch); i++) {
                byte[] record = in.readNBytes(recordBytes);
                int label = record[labelBytes - 1] & 0xff; // the fine label is the last of the label bytes
                if (label >= classes) {
                    throw new DataException(
                            files.describe(batch) + ", record " + i + ": the label must be between 0 and "
                                    + (classes - 1) + ", was " + label
                                    + ". The file is damaged or another format; fetch it again");
                }
                labels[from + i] = label;
            }
        } catch (IOException e) {
            throw files.unreadable(batch, e);
        }
    }

    private int records(SafeFiles.Entry batch) {
        return (int) (batch.size() / recordBytes);
    }

    /** Three planes become three values per pixel. */
    private static void interleave(byte[] planes, int from, byte[] pixels) {
        for (int i = 0; i < PLANE; i++) {
            pixels[3 * i] = planes[from + i];
            pixels[3 * i + 1] = planes[from + PLANE + i];
            pixels[3 * i + 2] = planes[from + 2 * PLANE + i];
        }
    }
}
