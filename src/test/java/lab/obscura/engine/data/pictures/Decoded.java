package lab.obscura.engine.data.pictures;

/** Decodes in one go, for tests. */
record Decoded(String shape, byte[] pixels) {

    static Decoded of(byte[] file) {
        return of(file, 0);
    }

    static Decoded of(byte[] file, int sampleMaximum) {
        try (var reader = PictureReader.open("set/a.png", file, sampleMaximum)) {
            return new Decoded(reader.shape().toString(), reader.pixels());
        }
    }

    int[] values() {
        int[] values = new int[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        return values;
    }
}
