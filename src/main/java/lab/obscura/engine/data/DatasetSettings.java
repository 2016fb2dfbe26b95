package lab.obscura.engine.data;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.facts.NormalizationSettings;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsSchema;

/** Which images a definition asks for, field by field; a normalization is an object of its own beside these. */
public final class DatasetSettings {

    public static final Setting<String> ID = Setting.text("id", 100).describedAs("Id of a registered data set");

    public static final Setting<Integer> TRAIN_LIMIT = Setting.integer("trainLimit", 0, 10_000_000)
            .defaultsTo(0)
            .describedAs("At most so many training images, balanced over the classes; 0 is all");

    public static final Setting<Integer> TEST_LIMIT = Setting.integer("testLimit", 0, 10_000_000)
            .defaultsTo(0)
            .describedAs("At most so many test images, balanced over the classes; 0 is all");

    public static final Setting<Integer> IMAGE_SIZE = Setting.integer("imageSize", 0, 256)
            .defaultsTo(0)
            .describedAs("Rows and columns after resizing; 0 leaves the images as they are");

    public static final Setting<String> DATA_HASH = Setting.text("dataHash", 64)
            .defaultsTo("")
            .describedAs("When given, the run fails unless the content has this SHA-256");

    public static final SettingsSchema SCHEMA = SettingsSchema.of(ID, TRAIN_LIMIT, TEST_LIMIT, IMAGE_SIZE, DATA_HASH);

    private DatasetSettings() {}

    /** The schema of the section, the normalization too. */
    public static Map<String, Object> jsonSchema() {
        var schema = new LinkedHashMap<>(SCHEMA.jsonSchema());
        var properties = new LinkedHashMap<String, Object>(SCHEMA.jsonSchemaOfSettings());
        var normalization = new LinkedHashMap<>(NormalizationSettings.SCHEMA.jsonSchema());
        normalization.put(
                "description", "Instead of what the data set says of itself, or what its training images measure");
        properties.put(NormalizationSettings.FIELD, normalization);
        var split = new LinkedHashMap<>(SplitShares.SCHEMA.jsonSchema());
        split.put(
                "description",
                "All images divided anew instead of the split of the files; auxiliary is what attackers with knowledge auxiliary own");
        properties.put(SplitShares.FIELD, split);
        var auxiliary = new LinkedHashMap<>(AuxiliaryChoice.SCHEMA.jsonSchema());
        auxiliary.put("description", "Another data set, whose training images attackers with knowledge auxiliary own");
        properties.put(AuxiliaryChoice.FIELD, auxiliary);
        properties.put(DataPins.FIELD, DataPins.jsonSchema());
        schema.put("properties", properties);
        return schema;
    }
}
