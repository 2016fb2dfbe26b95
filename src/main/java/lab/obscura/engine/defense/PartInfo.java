package lab.obscura.engine.defense;

import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsSchema;

/**
 * What the catalogue says of a defense part.
 *
 * @param id name in a definition
 * @param title for people
 * @param sentence what it does, in one sentence
 * @param paper where it comes from
 */
public record PartInfo(String id, String title, String sentence, String paper, SettingsSchema schema) {

    public static PartInfo of(String id, String title) {
        return new PartInfo(id, title, "", "", SettingsSchema.of());
    }

    public PartInfo describedAs(String text) {
        return new PartInfo(id, title, text, paper, schema);
    }

    public PartInfo from(String source) {
        return new PartInfo(id, title, sentence, source, schema);
    }

    public PartInfo with(Setting<?>... settings) {
        return new PartInfo(id, title, sentence, paper, SettingsSchema.of(settings));
    }
}
