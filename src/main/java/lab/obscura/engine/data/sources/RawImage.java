package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.pictures.PictureReader;

/** One decoded picture. */
record RawImage(String where, ImageShape shape, byte[] pixels) {

    static RawImage decode(ImagePath path) {
        try (var reader = PictureReader.open(path.where(), path.bytes().get(), 0)) {
            return new RawImage(path.where(), reader.shape(), reader.pixels());
        }
    }
}
