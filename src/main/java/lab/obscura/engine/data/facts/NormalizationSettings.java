package lab.obscura.engine.data.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** How a normalization is written down, in a {@code dataset.json} and in a definition. */
public final class NormalizationSettings {

    public static final String FIELD = "normalization";

    private static final Setting<List<Double>> MEAN = Setting.decimals("mean", 0, 1)
            .describedAs("One number per channel, of pixels between 0 and 1; 125 of 255 is 0.49");

    private static final Setting<List<Double>> DEVIATION = Setting.decimals("standardDeviation", 1e-6, 10)
            .describedAs("One number per channel, of pixels between 0 and 1");

    public static final SettingsSchema SCHEMA = SettingsSchema.of(MEAN, DEVIATION);

    private NormalizationSettings() {}

    /**
     * Checks and reads.
     *
     * @param path where it stands
     * @return empty when an error was added
     */
    public static Optional<Normalization> read(String path, Map<String, ?> json, List<FieldError> errors) {
        int before = errors.size();
        SettingsReader settings = SCHEMA.read(path, json, errors);
        if (errors.size() > before) {
            return Optional.empty();
        }
        List<Double> mean = settings.get(MEAN);
        List<Double> deviation = settings.get(DEVIATION);
        if (mean.isEmpty() || deviation.size() != mean.size()) {
            errors.add(new FieldError(
                    path + "." + DEVIATION.name(),
                    "a list of one number per channel, as mean",
                    deviation.size() + " numbers beside " + mean.size() + " of mean",
                    "Write as many of both as the pictures have channels"));
            return Optional.empty();
        }
        return Optional.of(new Normalization(mean, deviation));
    }

    /** As it is written down. */
    public static Map<String, Object> json(Normalization normalization) {
        return Map.of(MEAN.name(), normalization.mean(), DEVIATION.name(), normalization.standardDeviation());
    }

    /** Empty when the values are as many as the channels. */
    public static Optional<FieldError> objection(String path, Normalization normalization, int channels) {
        return normalization.channels() == channels
                ? Optional.empty()
                : Optional.of(new FieldError(
                        path,
                        "one mean and one deviation for each channel of the images, " + channels + " of each",
                        normalization.channels() + " of each",
                        "Correct it, or leave it out: then they are measured on the training images"));
    }
}
