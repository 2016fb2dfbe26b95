package lab.obscura.engine.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.definition.ExperimentDefinition.NetworkChoice;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** The section of a definition that says which network is trained, and where it is cut. */
final class NetworkSection {

    static final Setting<String> BACKBONE =
            Setting.choice("backbone", Backbones.ids()).describedAs("The classifier that is cut in two");

    static final Setting<Double> WIDTH =
            Setting.decimal("width", 0.03125, 4).defaultsTo(1.0).describedAs("Factor on every number of channels");

    static final Setting<Integer> CHANNELS =
            Setting.integer("channels", 1, 512).defaultsTo(8).describedAs("Channels that are sent");

    static final Setting<Integer> KERNEL =
            Setting.integer("kernel", 1, 7).defaultsTo(3).describedAs("Odd");

    static final Setting<Integer> STRIDE = Setting.integer("stride", 1, 4)
            .defaultsTo(1)
            .describedAs("1, 2 or 4: how much smaller the feature becomes");

    static final Setting<Boolean> RELU =
            Setting.flag("relu").defaultsTo(false).describedAs("Whether a ReLU follows at the edge");

    static final SettingsSchema BOTTLENECK = SettingsSchema.of(CHANNELS, KERNEL, STRIDE, RELU);

    static final String CUT_LAYER = "cutLayer";
    static final String TRAINING_CUT_LAYER = "trainingCutLayer";

    private static final String FIELD = "bottleneck";
    private static final int DEEPEST = 64;

    private NetworkSection() {}

    /** How a section's settings are read, and what is wrong with them is kept. */
    interface Reading {
        SettingsReader read(SettingsSchema schema, String path, Map<String, ?> json);
    }

    /** The settings of a network, but for the bottleneck, which is an object of its own. */
    static SettingsSchema schema(Optional<Backbone> backbone) {
        int last = backbone.map(Backbone::lastCutLayer).orElse(DEEPEST);
        Setting<Integer> cut = Setting.integer(CUT_LAYER, 1, last)
                .defaultsTo(backbone.map(Backbone::defaultCutLayer).orElse(1))
                .describedAs("The encoder ends after this layer");
        Setting<Integer> trainingCut = Setting.integer(TRAINING_CUT_LAYER, 0, last)
                .defaultsTo(0)
                .describedAs(
                        "Where the network is cut while it is trained, so that one training serves every cutLayer; 0: after cutLayer")
                .addedLater();
        return SettingsSchema.of(BACKBONE, WIDTH, cut, trainingCut);
    }

    static Optional<Chosen<NetworkChoice>> read(
            Map<String, Object> json, JsonTree tree, Reading reading, List<FieldError> errors) {
        Optional<Backbone> backbone = Backbones.find(String.valueOf(json.get("backbone")));
        var plain = new LinkedHashMap<>(json);
        Object rawBottleneck = plain.remove(FIELD);
        int before = errors.size();
        SettingsReader settings = reading.read(schema(backbone), "network", plain);
        Optional<SettingsReader> bottleneck = Optional.ofNullable(rawBottleneck)
                .map(raw -> tree.object("network.bottleneck", raw))
                .map(raw -> reading.read(BOTTLENECK, "network.bottleneck", raw));
        bottleneck.ifPresent(reader -> check(reader, errors));
        if (errors.size() > before || backbone.isEmpty()) {
            return Optional.empty();
        }
        var complete = new LinkedHashMap<>(settings.values());
        var identity = new LinkedHashMap<>(settings.identity());
        bottleneck.ifPresent(reader -> {
            complete.put(FIELD, reader.values());
            identity.put(FIELD, reader.identity());
        });
        int cutLayer = (Integer) complete.get(CUT_LAYER);
        int named = (Integer) complete.get(TRAINING_CUT_LAYER);
        int trainingCutLayer = named == 0 ? cutLayer : named;
        identity.remove(TRAINING_CUT_LAYER);
        identity.put(CUT_LAYER, trainingCutLayer); // the network that is trained; where it is attacked, Identity adds
        if (trainingCutLayer != cutLayer && bottleneck.isPresent()) {
            errors.add(new FieldError(
                    "network." + TRAINING_CUT_LAYER,
                    "left out, or equal to cutLayer, where the network has a bottleneck: its layers are learned at the cut",
                    String.valueOf(named),
                    "Leave network.bottleneck or network.trainingCutLayer out"));
            return Optional.empty();
        }
        var choice = new NetworkChoice(
                backbone.get(),
                settings.get(WIDTH),
                cutLayer,
                trainingCutLayer,
                bottleneck.map(NetworkSection::bottleneck));
        return Optional.of(new Chosen<>(choice, complete, identity));
    }

    private static void check(SettingsReader settings, List<FieldError> errors) {
        if (settings.values().get("kernel") instanceof Integer kernel && kernel % 2 == 0) {
            errors.add(new FieldError("network.bottleneck.kernel", "odd", "" + kernel, "Try " + (kernel + 1)));
        }
        if (settings.values().get("stride") instanceof Integer stride && stride == 3) {
            errors.add(new FieldError("network.bottleneck.stride", "1, 2 or 4", "3", "Try 2"));
        }
    }

    private static Bottleneck bottleneck(SettingsReader settings) {
        return new Bottleneck(settings.get(CHANNELS), settings.get(KERNEL), settings.get(STRIDE), settings.get(RELU));
    }
}
