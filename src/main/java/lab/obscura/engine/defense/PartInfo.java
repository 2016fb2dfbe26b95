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
 * @param revision raised whenever the part computes other numbers from the same settings: then nothing that was trained with an earlier
 *     one is taken for trained with this one
 */
public record PartInfo(String id, String title, String sentence, String paper, SettingsSchema schema, int revision) {

    public static PartInfo of(String id, String title) {
        return new PartInfo(id, title, "", "", SettingsSchema.of(), 1);
    }

    public PartInfo describedAs(String text) {
        return new PartInfo(id, title, text, paper, schema, revision);
    }

    public PartInfo from(String source) {
        return new PartInfo(id, title, sentence, source, schema, revision);
    }

    public PartInfo with(Setting<?>... settings) {
        return new PartInfo(id, title, sentence, paper, SettingsSchema.of(settings), revision);
    }

    public PartInfo revised(int number) {
        return new PartInfo(id, title, sentence, paper, schema, number);
    }
}
