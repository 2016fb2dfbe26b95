package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.PartInfo;
import lab.obscura.engine.settings.SettingsReader;

/** Parts by id. */
public record PartCatalogue(List<Entry> entries) {

    /** What is known of a part, and how to make one. */
    public record Entry(PartInfo info, Function<SettingsReader, DefensePart> make) {}

    public PartCatalogue {
        entries = List.copyOf(entries);
    }

    public static PartCatalogue of(Entry... entries) {
        return new PartCatalogue(List.of(entries));
    }

    public static Entry entry(PartInfo info, Function<SettingsReader, DefensePart> make) {
        return new Entry(info, make);
    }

    public Optional<Entry> find(String id) {
        return entries.stream().filter(entry -> entry.info().id().equals(id)).findFirst();
    }

    public List<String> ids() {
        return entries.stream().map(entry -> entry.info().id()).toList();
    }
}
