package lab.obscura.engine.data.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import tools.jackson.databind.json.JsonMapper;

/** Facts as text in JSON: what people write into a {@code dataset.json}, and what is kept of it. */
public final class FactsText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String NORMALIZATION = NormalizationSettings.FIELD;
    private static final String LICENSE_BRITISH = "licence";

    private static final Setting<String> TITLE = Setting.text("title", 200).defaultsTo("");
    private static final Setting<String> LICENSE = Setting.text("license", 500).defaultsTo("");
    private static final Setting<String> CITATION =
            Setting.text("citation", 2000).defaultsTo("");
    private static final Setting<String> LIKE =
            Setting.choice("like", KnownSets.ids()).defaultsTo("");
    private static final Setting<String> AUGMENTATION =
            Setting.choice("augmentation", Augmentation.names()).defaultsTo("");
    private static final Setting<Integer> SAMPLE_MAXIMUM =
            Setting.integer("sampleMaximum", 1, 65535).defaultsTo(0);

    private static final SettingsSchema SCHEMA =
            SettingsSchema.of(TITLE, LICENSE, CITATION, LIKE, AUGMENTATION, SAMPLE_MAXIMUM);

    private FactsText() {}

    /**
     * The facts that a text states.
     *
     * @throws lab.obscura.engine.settings.MalformedJsonException when it is no JSON object
     * @throws SettingsException naming every field that breaks a rule
     */
    public static DatasetFacts read(byte[] text) {
        var errors = new ArrayList<FieldError>();
        Map<String, Object> json = new LinkedHashMap<>(JsonText.object(text));
        inAmericanSpelling(json, errors);
        Optional<Normalization> written = Optional.ofNullable(json.remove(NORMALIZATION))
                .flatMap(normalization -> normalization(normalization, errors));
        SettingsReader settings = SCHEMA.read("", json, errors);
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        DatasetFacts like = KnownSets.find(settings.get(LIKE)).orElse(DatasetFacts.NONE);
        return new DatasetFacts(
                settings.get(TITLE),
                settings.get(LICENSE),
                settings.get(CITATION),
                settings.get(LIKE),
                written.or(like::normalization),
                Augmentation.named(settings.get(AUGMENTATION)).orElse(like.augmentation()),
                settings.get(SAMPLE_MAXIMUM));
    }

    /** The text that {@link #read} turns into these facts again. */
    public static String write(DatasetFacts facts) {
        var json = new LinkedHashMap<String, Object>();
        json.put(TITLE.name(), facts.title());
        json.put(LICENSE.name(), facts.license());
        json.put(CITATION.name(), facts.citation());
        if (!facts.like().isEmpty()) {
            json.put(LIKE.name(), facts.like());
        }
        json.put(AUGMENTATION.name(), facts.augmentation().name());
        if (facts.sampleMaximum() > 0) {
            json.put(SAMPLE_MAXIMUM.name(), facts.sampleMaximum());
        }
        facts.normalization()
                .ifPresent(normalization -> json.put(NORMALIZATION, NormalizationSettings.json(normalization)));
        return JSON.writeValueAsString(json);
    }

    /** What {@link #write} wrote. */
    public static DatasetFacts read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void inAmericanSpelling(Map<String, Object> json, List<FieldError> errors) {
        if (!json.containsKey(LICENSE_BRITISH)) {
            return;
        }
        Object british = json.remove(LICENSE_BRITISH);
        if (json.putIfAbsent(LICENSE.name(), british) != null) {
            errors.add(new FieldError(
                    LICENSE_BRITISH, "written once", "beside " + LICENSE.name(), "Leave one of the two out"));
        }
    }

    private static Optional<Normalization> normalization(Object json, List<FieldError> errors) {
        if (json instanceof Map<?, ?> map) {
            var fields = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
            return NormalizationSettings.read(NORMALIZATION, fields, errors);
        }
        String wayOut = "Write it as {\"mean\": […], \"standardDeviation\": […]}";
        errors.add(new FieldError(NORMALIZATION, "an object", String.valueOf(json), wayOut));
        return Optional.empty();
    }
}
