package lab.obscura.engine.leakage;

import lab.obscura.engine.settings.SettingsSchema;

/**
 * What the catalogue says of a measure.
 *
 * @param id name in a definition
 * @param sentence what it says, in one sentence
 * @param paper where it comes from
 * @param byDefault whether it is taken when a definition names no measures: the cheap ones are
 */
public record LeakageEstimatorInfo(
        String id, String title, String sentence, String paper, boolean byDefault, SettingsSchema schema) {}
