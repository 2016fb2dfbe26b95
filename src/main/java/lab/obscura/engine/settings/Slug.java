package lab.obscura.engine.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of attacks inside a run, as in {@code decoder-res-n8c64-train}: boards compare within one slug, so every setting that is not what it
 * would be if it were left out is in it.
 */
public final class Slug {

    private Slug() {}

    /** The id, the settings that lead, and every other one that is not what it would be otherwise. */
    public static String of(Info info, SettingsReader settings) {
        Stream<Setting<?>> leading =
                info.schema().settings().stream().filter(setting -> place(setting) == SlugForm.Place.LEADING);
        Stream<Setting<?>> others = info.schema().settings().stream().filter(setting -> switch (place(setting)) {
            case LEADING -> false;
            case ALWAYS -> true;
            case WHEN_CHANGED -> {
                Object value = settings.values().get(setting.name());
                yield info.schema()
                        .whenLeftOut(setting, settings.values())
                        .filter(value::equals)
                        .isEmpty();
            }
        });
        Stream<String> words = Stream.concat(leading, others)
                .map(setting ->
                        setting.slugForm().word().apply(settings.values().get(setting.name())));
        return Stream.concat(Stream.of(info.id()), words).collect(Collectors.joining("-"));
    }

    private static SlugForm.Place place(Setting<?> setting) {
        return setting.slugForm().place();
    }
}
