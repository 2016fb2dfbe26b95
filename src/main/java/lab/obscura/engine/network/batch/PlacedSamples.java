package lab.obscura.engine.network.batch;

import java.util.List;

/**
 * Samples where an engine keeps them, as somebody compares them: {@code (value − shift) / scale} of each channel, rounded to float32.
 *
 * @param batch the samples; valid as long as whoever handed them out says
 * @param shifts one of each channel, or none where values count as they are
 * @param scales as many
 */
public record PlacedSamples(Batch batch, List<Double> shifts, List<Double> scales) {

    public PlacedSamples {
        shifts = List.copyOf(shifts);
        scales = List.copyOf(scales);
        if (shifts.size() != scales.size()) {
            throw new IllegalArgumentException(
                    "Every shift needs a scale, were " + shifts.size() + " and " + scales.size());
        }
    }

    /** As they are. */
    public static PlacedSamples of(Batch batch) {
        return new PlacedSamples(batch, List.of(), List.of());
    }
}
