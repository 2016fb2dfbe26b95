package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.Preparation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * What is to be found out: checked and completed. Made by {@link DefinitionReader} only.
 *
 * @param name for people
 * @param defense no parts is the undefended network
 * @param attacks carried out one after the other on the trained encoder
 * @param measures taken of the encoder's features; no number of an attack depends on them
 * @param seeds one run each
 * @param engine which builds the networks
 * @param device where they compute
 * @param tags for people
 * @param json the completed definition, as it is stored and answered
 * @param identity what stands for its sections in identities: a choice that got another name keeps the one it was trained under
 * @param warnings what was read, but should be written otherwise
 */
public record ExperimentDefinition(
        String name,
        DatasetChoice dataset,
        NetworkChoice network,
        Defense defense,
        TrainingPlan training,
        List<Attack> attacks,
        List<LeakageEstimator> measures,
        List<Long> seeds,
        String engine,
        String device,
        List<String> tags,
        Map<String, Object> json,
        Map<String, Object> identity,
        List<String> warnings) {

    public ExperimentDefinition {
        attacks = List.copyOf(attacks);
        measures = List.copyOf(measures);
        seeds = List.copyOf(seeds);
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }

    /**
     * Which images.
     *
     * @param trainLimit at most so many training images; 0 is all
     * @param testLimit at most so many test images; 0 is all
     * @param imageSize rows and columns after resizing; 0 leaves them as they are
     * @param dataHash when not empty, the content must have this hash
     * @param normalization instead of what the data set says of itself
     */
    public record DatasetChoice(
            String id,
            int trainLimit,
            int testLimit,
            int imageSize,
            String dataHash,
            Optional<Normalization> normalization) {}

    /** Which network, and where it is cut. */
    public record NetworkChoice(Backbone backbone, double width, int cutLayer, Optional<Bottleneck> bottleneck) {}

    /**
     * The network, as the defense shapes it.
     *
     * @param normalization first layer of the edge
     * @throws SettingsException when a part cannot shape this network
     * @throws IllegalArgumentException when the images are too small for the backbone
     */
    public SplitSpec split(ImageShape image, int classes, ChannelAffine normalization) {
        SplitSpec split = network.backbone()
                .split(new Backbone.Plan(
                        image, classes, normalization, network.width(), network.cutLayer(), network.bottleneck()));
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < defense.parts().size(); i++) {
            if (defense.parts().get(i) instanceof EncoderShape shape) {
                try {
                    split = shaped(split, shape, "defense[" + i + "]");
                } catch (SettingsException broken) {
                    errors.addAll(broken.errors());
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return split;
    }

    private static SplitSpec shaped(SplitSpec split, EncoderShape shape, String field) {
        try {
            SplitSpec shaped = shape.reshape(split);
            shaped.tail().output(shaped.feature());
            return shaped;
        } catch (IllegalArgumentException e) {
            String rule = "able to shape this network (" + e.getMessage() + ")";
            throw new SettingsException(new FieldError(
                    field, rule, shape.info().id(), "Leave the part out, or change backbone, cut layer or bottleneck"));
        }
    }

    /** Whether anybody wants the encoder's answers to the training images, and not only to the test images. */
    public boolean asksAboutTraining() {
        return attacks.stream().anyMatch(attack -> attack.knowledge() == Knowledge.TRAIN)
                || measures.stream().anyMatch(LeakageEstimator::needsTraining);
    }

    /** What is done with the images of this data set before a network sees them. */
    public Preparation preparation(DatasetInfo info) {
        return Preparation.of(dataset.normalization(), training.augment(), info);
    }

    /** The completed definition, as JSON. */
    public Map<String, Object> toJson() {
        return json;
    }

    /** The same experiment with other seeds. */
    public ExperimentDefinition withSeeds(List<Long> others) {
        var changed = new LinkedHashMap<>(json);
        changed.put("seeds", List.copyOf(others));
        return new ExperimentDefinition(
                name, dataset, network, defense, training, attacks, measures, others, engine, device, tags, changed,
                identity, warnings);
    }
}
