package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The implementations of one kind, by id.
 *
 * @param <T> the kind: defense parts, attacks, leakage estimators
 */
public record Catalog<T>(List<Entry<T>> entries) {

    /** What is known of an implementation, and how to make one from its settings. */
    public record Entry<T>(Info info, Function<SettingsReader, ? extends T> make) {

        public String id() {
            return info.id();
        }

        /** One with every setting at its default. */
        public T withDefaults() {
            return make.apply(info.schema().read("", Map.of()));
        }
    }

    public Catalog {
        entries = List.copyOf(entries);
    }

    public static <T> Entry<T> entry(Info info, Function<SettingsReader, ? extends T> make) {
        return new Entry<>(info, make);
    }

    public Optional<Entry<T>> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    public List<String> ids() {
        return entries.stream().map(Entry::id).toList();
    }
}
