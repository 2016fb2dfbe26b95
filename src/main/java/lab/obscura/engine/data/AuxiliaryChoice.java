package lab.obscura.engine.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/**
 * Another data set, whose training images the attacker owns.
 *
 * @param limit at most so many of its images, balanced over its classes; 0 is all
 * @param sharedClasses whether both sets may have a class in common. Of people that would be people whom the attacker knows
 */
public record AuxiliaryChoice(String id, int limit, boolean sharedClasses) {

    public static final String FIELD = "auxiliary";

    private static final String PATH = "dataset." + FIELD;
    private static final int NAMED = 5;

    private static final Setting<String> ID =
            Setting.text("id", 100).describedAs("Id of the data set whose training images the attacker owns");

    private static final Setting<Integer> LIMIT = Setting.integer("limit", 0, 10_000_000)
            .defaultsTo(0)
            .describedAs("At most so many of them, balanced over the classes; 0 is all");

    private static final Setting<Boolean> SHARED_CLASSES = Setting.flag("sharedClasses")
            .defaultsTo(false)
            .describedAs(
                    "Whether the sets may have classes in common; where a class is a person, that person would be known");

    public static final SettingsSchema SCHEMA = SettingsSchema.of(ID, LIMIT, SHARED_CLASSES);

    /** Checks and reads; empty when an error was added. */
    public static Optional<AuxiliaryChoice> read(Map<String, ?> json, List<FieldError> errors) {
        int before = errors.size();
        SettingsReader settings = SCHEMA.read(PATH, json, errors);
        return errors.size() > before
                ? Optional.empty()
                : Optional.of(new AuxiliaryChoice(settings.get(ID), settings.get(LIMIT), settings.get(SHARED_CLASSES)));
    }

    /** As it is written down. */
    public Map<String, Object> json() {
        return Map.of(ID.name(), id, LIMIT.name(), limit, SHARED_CLASSES.name(), sharedClasses);
    }

    /**
     * What the attacker has of the other set.
     *
     * @throws SettingsException when it cannot serve an attacker on this one; names the classes that both have
     */
    public AuxiliarySet of(DatasetInfo target, DatasetInfo other) {
        if (target.id().equals(other.id())) {
            throw refusal(".id", "another data set", id, "To divide one set, use dataset.split");
        }
        if (target.shape().channels() != other.shape().channels()) {
            throw refusal(
                    ".id",
                    "a data set with " + target.shape().channels() + " channels, as " + target.id(),
                    id + " with " + other.shape().channels(),
                    "Convert its pictures to " + (target.shape().channels() == 1 ? "gray" : "color"));
        }
        List<String> shared = shared(target, other);
        if (!sharedClasses && !shared.isEmpty()) {
            String names = String.join(", ", shared.subList(0, Math.min(NAMED, shared.size())));
            throw refusal(
                    ".id",
                    "a data set without a class of " + target.id(),
                    id + " with " + shared.size() + " of them: " + names + (shared.size() > NAMED ? ", …" : ""),
                    "Take these classes out, or set " + PATH + ".sharedClasses to true where a class is no identity");
        }
        int count = limit == 0 ? other.trainCount() : Math.min(limit, other.trainCount());
        return new AuxiliarySet(id, count, other.contentHash());
    }

    private static List<String> shared(DatasetInfo target, DatasetInfo other) {
        Set<String> known =
                target.classNames().stream().map(AuxiliaryChoice::bare).collect(Collectors.toSet());
        return other.classNames().stream()
                .filter(name -> known.contains(bare(name)))
                .toList();
    }

    /** {@code Aaron_Eckhart} is {@code aaron eckhart}. */
    private static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_.-]+", "");
    }

    private static SettingsException refusal(String field, String rule, String came, String wayOut) {
        return new SettingsException(new FieldError(PATH + field, rule, came, wayOut));
    }
}
