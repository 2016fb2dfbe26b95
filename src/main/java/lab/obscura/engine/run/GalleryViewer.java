package lab.obscura.engine.run;

import java.util.function.LongSupplier;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.progress.InterimPictures;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;

/**
 * Draws what one attack makes of the gallery while it learns. Draws behind an epoch only if all that was drawn in this attempt, and the
 * next picture, take at most a hundredth of the attempt's time: quick epochs get fewer pictures.
 */
final class GalleryViewer implements InterimPictures {

    /** Of all time that a run takes. */
    static final double SHARE = 0.01;

    /** What a picture is thought to take before one was drawn. */
    private static final long FIRST_NANOS = 20_000_000;

    private final Gallery gallery;
    private final ProgressListener listener;
    private final Budget budget;
    private final String slug;
    private final ImageShape shape;
    private final int[] places;

    /** What all viewers of an attempt may spend together. */
    static final class Budget {
        private final LongSupplier nanoTime;
        private final long begin;
        private long spent;
        private long latest = FIRST_NANOS;

        /** Counts from now on. */
        Budget(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.begin = nanoTime.getAsLong();
        }

        /** Does it if the time is there. */
        void spend(Runnable drawing) {
            long now = nanoTime.getAsLong();
            if (spent + latest > SHARE * (now - begin)) {
                return;
            }
            drawing.run();
            latest = nanoTime.getAsLong() - now;
            spent += latest;
        }
    }

    /**
     * @param slug of the attack
     * @param shape of an image
     * @param places of the gallery's images among the attacked ones
     */
    GalleryViewer(
            Gallery gallery, ProgressListener listener, Budget budget, String slug, ImageShape shape, int[] places) {
        this.gallery = gallery;
        this.listener = listener;
        this.budget = budget;
        this.slug = slug;
        this.shape = shape;
        this.places = places;
    }

    @Override
    public void show(String detail, Rebuild rebuild) {
        budget.spend(() -> {
            gallery.writeInterim(slug, new Reconstructions(shape, rebuild.of(places)));
            listener.heard(new RunEvent.Interim(slug, detail));
        });
    }
}
