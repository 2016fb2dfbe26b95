package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.pictures.PictureReader;
import lab.obscura.engine.data.pictures.PictureTraits;

/** One decoded picture, and what one should know about it. */
record RawImage(String where, ImageShape shape, byte[] pixels, PictureTraits traits) {

    /** @param sampleMaximum the 16-bit sample that is white; 0 for 65535 */
    static RawImage decode(ImagePath path, int sampleMaximum) {
        try (var reader = PictureReader.open(path.where(), path.bytes().get(), sampleMaximum)) {
            byte[] pixels = reader.pixels();
            return new RawImage(path.where(), reader.shape(), pixels, reader.traits());
        }
    }
}
