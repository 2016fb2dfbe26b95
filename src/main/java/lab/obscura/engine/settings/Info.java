package lab.obscura.engine.settings;

/**
 * What the catalogs say of an entry: a defense part, an attack, a leakage estimator.
 *
 * @param id name in a definition
 * @param title for people
 * @param sentence what it does, in one sentence
 * @param paper where it comes from
 * @param schema its settings
 * @param revision raised whenever the entry computes other numbers from the same settings: then nothing that was computed with an
 *     earlier one is taken for computed with this one
 */
public record Info(String id, String title, String sentence, String paper, SettingsSchema schema, int revision) {

    public static Info of(String id, String title) {
        return new Info(id, title, "", "", SettingsSchema.of(), 1);
    }

    public Info describedAs(String text) {
        return new Info(id, title, text, paper, schema, revision);
    }

    public Info from(String source) {
        return new Info(id, title, sentence, source, schema, revision);
    }

    public Info with(Setting<?>... settings) {
        return with(SettingsSchema.of(settings));
    }

    public Info with(SettingsSchema settings) {
        return new Info(id, title, sentence, paper, settings, revision);
    }

    public Info revised(int number) {
        return new Info(id, title, sentence, paper, schema, number);
    }
}
