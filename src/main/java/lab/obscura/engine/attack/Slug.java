package lab.obscura.engine.attack;

import java.util.Map;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/** Names of attacks inside a run: boards compare within one slug, so every setting that is not its default is in it. */
public final class Slug {

    private Slug() {}

    /**
     * @param base what is always named
     * @param letters setting → its abbreviation, in the order of the slug
     */
    public static String of(String base, SettingsReader settings, Map<Setting<?>, String> letters) {
        var slug = new StringBuilder(base);
        letters.forEach((setting, abbreviation) -> {
            Object value = settings.get(setting);
            if (!setting.defaultValue().orElseThrow().equals(value)) {
                slug.append('-')
                        .append(abbreviation)
                        .append(String.valueOf(value).replace('.', '_'));
            }
        });
        return slug.toString();
    }
}
