package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.KeptPictures;

/**
 * What an attack rebuilt: one image of one shape per target. Where an engine made them and keeps them, their values come to the host when
 * somebody asks.
 */
public final class Reconstructions implements AutoCloseable {

    private final ImageShape shape;
    private final Learning learning;
    private final Optional<KeptPictures> kept;
    private Optional<float[]> pixels;

    /** @param pixels image after image, in [0, 1] */
    private Reconstructions(
            ImageShape shape, Optional<float[]> pixels, Optional<KeptPictures> kept, Learning learning) {
        this.shape = shape;
        this.pixels = pixels;
        this.kept = kept;
        this.learning = learning;
    }

    /**
     * On the host.
     *
     * @param pixels image after image, in [0, 1]
     */
    public Reconstructions(ImageShape shape, float[] pixels, Learning learning) {
        this(shape, Optional.of(pixels), Optional.empty(), learning);
    }

    /** Of an attack in which no network learned. */
    public Reconstructions(ImageShape shape, float[] pixels) {
        this(shape, pixels, Learning.NONE);
    }

    /** Where an engine keeps them; closed with these. */
    public static Reconstructions of(KeptPictures kept) {
        return new Reconstructions(kept.shape(), Optional.empty(), Optional.of(kept), Learning.NONE);
    }

    /** The same images: whichever of the two is closed, both are. */
    public Reconstructions with(Learning how) {
        return new Reconstructions(shape, pixels, kept, how);
    }

    /** Of each image. */
    public ImageShape shape() {
        return shape;
    }

    /** How the training ended that made this possible. */
    public Learning learning() {
        return learning;
    }

    /** The images where an engine keeps them; empty where that is the host. */
    public Optional<KeptPictures> kept() {
        return kept;
    }

    public int count() {
        return kept.map(KeptPictures::count).orElseGet(() -> pixels().length / shape.size());
    }

    /** Image after image, in [0, 1]; brings all of them to the host. */
    public synchronized float[] pixels() {
        if (pixels.isEmpty()) {
            KeptPictures there = kept.orElseThrow();
            pixels = Optional.of(there.values(IntStream.range(0, there.count()).toArray()));
        }
        return pixels.get();
    }

    public float[] image(int index) {
        return Arrays.copyOfRange(pixels(), index * shape.size(), (index + 1) * shape.size());
    }

    /** Those at these places, in this order, on the host. */
    public Reconstructions of(int[] places) {
        if (kept.isPresent()) {
            return new Reconstructions(shape, kept.get().values(places), learning);
        }
        float[] all = pixels();
        float[] chosen = new float[places.length * shape.size()];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(all, places[i] * shape.size(), chosen, i * shape.size(), shape.size());
        }
        return new Reconstructions(shape, chosen, learning);
    }

    /** Whether no value is NaN or infinite. */
    public boolean isFinite() {
        return kept.map(KeptPictures::areFinite).orElseGet(() -> areFinite(pixels()));
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Releases what an engine keeps. */
    @Override
    public void close() {
        kept.ifPresent(KeptPictures::close);
    }
}
