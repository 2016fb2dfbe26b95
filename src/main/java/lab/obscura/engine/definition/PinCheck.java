package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.data.DataPins;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.settings.FieldError;

/** The hashes to which a definition pins its data sets, against what lies here. */
public final class PinCheck {

    private PinCheck() {}

    /** Every pin that is not kept, and every one of a set that the definition does not name. */
    public static List<FieldError> of(ExperimentDefinition definition, DatasetInfo info) {
        DataPins pins = definition.dataset().pins();
        var contents = new LinkedHashMap<String, String>();
        contents.put(info.id(), info.contentHash());
        contents.putAll(others(info));
        var errors = new ArrayList<FieldError>();
        contents.forEach((id, hash) -> pins.brokenBy(id, hash)
                .map(pin -> new FieldError(
                        pin.field(),
                        hash + " (what lies in " + id + " now)",
                        pin.hash(),
                        "Put the old files back, or leave it out"))
                .ifPresent(errors::add));
        List<String> named =
                definition.datasets().stream().map(PathNames::composed).toList();
        pins.byId().forEach((id, pin) -> {
            if (!named.contains(id)) {
                errors.add(new FieldError(
                        pin.field(),
                        "for a data set that the definition names (" + String.join(", ", definition.datasets()) + ")",
                        pin.hash(),
                        "Leave it out, or name the set"));
            }
        });
        return errors;
    }

    /** Content hashes of the sets beside its own that a definition reads, by their ids. */
    public static Map<String, String> others(DatasetInfo info) {
        var others = new LinkedHashMap<String, String>();
        Stream.of(info.auxiliary(), info.expert())
                .flatMap(Optional::stream)
                .forEach((AuxiliarySet set) -> others.put(set.id(), set.contentHash()));
        return others;
    }
}
