package lab.obscura.engine.defense;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;

/** What came by at the places of the network that parts asked to look at, in one batch. */
public record Taps(Map<String, Tap> byPlace) {

    /**
     * One place.
     *
     * @param shape of one example there
     * @param reading brings the values to the host, example after example; asked at most once
     * @param resident the same where the engine computes, when that is not the host; valid until the next pass
     */
    public record Tap(ImageShape shape, Supplier<float[]> reading, Optional<Batch> resident) {

        public Tap {
            reading = Once.of(reading);
        }

        /** Of values that lie on the host. */
        public Tap(ImageShape shape, float[] values) {
            this(shape, () -> values, Optional.empty());
        }

        /** Example after example; not changed by whoever gets them. */
        public float[] values() {
            return reading.get();
        }
    }

    public Taps {
        byPlace = Map.copyOf(byPlace);
    }

    public static Taps none() {
        return new Taps(Map.of());
    }

    /**
     * What came by at a place.
     *
     * @throws IllegalArgumentException when nobody looked there
     */
    public Tap at(String place) {
        Tap tap = byPlace.get(place);
        if (tap == null) {
            throw new IllegalArgumentException("Nobody looked at \"" + place + "\" in this batch, only at "
                    + byPlace.keySet() + "; a part names the places it needs in DefensePart.taps");
        }
        return tap;
    }
}
