package lab.obscura.engine.defense;

import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;

/** What came by at the places of the network that parts asked to look at, in one batch. */
public record Taps(Map<String, Tap> byPlace) {

    /**
     * One place.
     *
     * @param shape of one example there
     * @param values example after example
     */
    public record Tap(ImageShape shape, float[] values) {}

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
