package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.NormalizationSettings;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.defense.TrainingScale;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.training.plan.Stages;
import lab.obscura.engine.training.plan.TrainingPlan;

/** Asks whether the images of a data set fit the network and the attacks, before anything is queued. No mistake hides another. */
public final class FitCheck {

    private FitCheck() {}

    /**
     * The network on these images.
     *
     * @throws SettingsException naming every field at which images, network and attacks do not go together
     */
    public static SplitSpec fit(ExperimentDefinition definition, DatasetInfo info) {
        return fit(definition, info, definition.images(info));
    }

    /**
     * The network on these images.
     *
     * @param images that were really loaded
     * @throws SettingsException naming every field at which images, network and attacks do not go together
     */
    public static SplitSpec fit(ExperimentDefinition definition, DatasetInfo info, ImageCounts images) {
        int size = definition.dataset().imageSize();
        ImageShape image = size == 0
                ? info.shape()
                : new ImageShape(size, size, info.shape().channels());
        var errors = new ArrayList<FieldError>();
        Optional<SplitSpec> split = split(definition, image, info, errors);
        checkParts(definition, info, errors);
        checkCounts(definition, images, errors);
        definition
                .dataset()
                .normalization()
                .flatMap(values -> NormalizationSettings.objection("dataset.normalization", values, image.channels()))
                .ifPresent(errors::add);
        if (errors.isEmpty()) {
            checkScale(definition, images, errors);
        }
        split.ifPresent(network -> checkShapes(definition, images, network, errors));
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return split.orElseThrow();
    }

    private static void checkParts(ExperimentDefinition definition, DatasetInfo info, List<FieldError> errors) {
        List<DefensePart> parts = definition.defense().parts();
        for (int i = 0; i < parts.size(); i++) {
            DefensePart part = parts.get(i);
            String field = "defense[" + i + "]";
            part.objection(info)
                    .ifPresent(reason -> errors.add(new FieldError(
                            field,
                            "able to learn from data set " + info.id() + " (" + reason + ")",
                            part.info().id(),
                            "Leave the part out, or choose another data set")));
        }
    }

    private static void checkShapes(
            ExperimentDefinition definition, ImageCounts images, SplitSpec split, List<FieldError> errors) {
        ImageShape image = split.input();
        ImageShape feature = split.feature();
        List<Attack> attacks = definition.attacks();
        for (int i = 0; i < attacks.size(); i++) {
            try {
                Attack attack = attacks.get(i);
                attack.networks(split, AttackImages.of(attack, new ImageCounts(1, 1, 1))); // builds its layers on paper
            } catch (IllegalArgumentException e) {
                String rule = "able to rebuild " + image + " from " + feature;
                errors.add(new FieldError(
                        "attacks[" + i + "]", rule, attacks.get(i).slug(), e.getMessage()));
            }
        }
        checkAdversaries(definition, feature, image, errors);
        checkImages("dataset.trainLimit", images.train(), image, errors);
        checkImages("dataset.testLimit", images.test(), image, errors);
        checkImages("dataset.split.auxiliary", images.auxiliary(), image, errors);
        checkFeatures(images, split, errors);
    }

    /** Whether every part can train on so many images for so many epochs. */
    private static void checkScale(ExperimentDefinition definition, ImageCounts images, List<FieldError> errors) {
        TrainingPlan plan = definition.training();
        var scale = new TrainingScale(
                plan.learnedFrom(images.train()),
                plan.batchSize(),
                Stages.of(plan, definition.defense()).epochs());
        List<DefensePart> parts = definition.defense().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof TrainingRule rule) {
                String part = "defense[" + i + "].";
                rule.objection(scale)
                        .ifPresent(error -> errors.add(
                                new FieldError(part + error.path(), error.rule(), error.value(), error.hint())));
            }
        }
    }

    private static void checkImages(String field, int count, ImageShape image, List<FieldError> errors) {
        if ((long) count * image.size() > LabeledImages.MOST_BYTES) {
            errors.add(new FieldError(
                    field,
                    "such that the images of a split fit into one array of " + LabeledImages.MOST_BYTES + " bytes",
                    count + " images of " + image + ", " + (long) count * image.size() + " bytes",
                    "Take fewer images, or smaller ones (dataset.imageSize)"));
        }
    }

    private static void checkAdversaries(
            ExperimentDefinition definition, ImageShape feature, ImageShape image, List<FieldError> errors) {
        List<DefensePart> parts = definition.defense().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Adversary adversary) {
                try {
                    adversary.multiplyAdds(feature, image, 1, 1, 1); // builds the surrogate's layers on paper
                } catch (IllegalArgumentException e) {
                    String rule = "a surrogate that rebuilds " + image + " from " + feature;
                    errors.add(new FieldError(
                            "defense[" + i + "]", rule, adversary.info().id(), e.getMessage()));
                }
            }
        }
    }

    private static void checkCounts(ExperimentDefinition definition, ImageCounts images, List<FieldError> errors) {
        int train = images.train();
        int test = images.test();
        checkAuxiliary(definition, images, errors);
        if (train < 2) {
            errors.add(new FieldError("dataset.trainLimit", "2 or more", "" + train, "Leave it out for all images"));
        }
        boolean infers = definition.attacks().stream().anyMatch(attack -> attack.knowledge() == Knowledge.INFER);
        if (infers && HeldOut.boundary(test) < 1) {
            String rule = "2 or more when an attacker owns test images";
            errors.add(new FieldError("dataset.testLimit", rule, "" + test, "Leave it out for all images"));
        } else if (test < 2 && !definition.measures().isEmpty()) {
            String ids = definition.measures().stream()
                    .map(measure -> measure.info().id())
                    .collect(Collectors.joining(", "));
            errors.add(new FieldError(
                    "dataset.testLimit",
                    "2 or more for the measures " + ids,
                    "" + test,
                    "Leave it out for all images, or measure nothing with \"measures\": []"));
        }
    }

    /** Every attacker owns at least one image where it owns any. */
    private static void checkAuxiliary(ExperimentDefinition definition, ImageCounts images, List<FieldError> errors) {
        for (int i = 0; i < definition.attacks().size(); i++) {
            if (definition.attacks().get(i).knowledge() == Knowledge.AUXILIARY && images.auxiliary() == 0) {
                errors.add(
                        new FieldError(
                                "attacks[" + i + "].knowledge",
                                "train or infer where the attacker has no images of its own",
                                Knowledge.AUXILIARY.id(),
                                "Give it a data set with dataset.auxiliary, or a part of this one, as in \"split\": {\"train\": 0.666, \"test\": 0.167, \"auxiliary\": 0.167}"));
            }
        }
    }

    private static void checkFeatures(ImageCounts counts, SplitSpec split, List<FieldError> errors) {
        int images = Math.max(counts.train(), Math.max(counts.test(), counts.auxiliary()));
        if (featureValues(split, images) > Integer.MAX_VALUE) {
            errors.add(new FieldError(
                    "network.cutLayer",
                    "such that all images' features fit into one array of 2^31 values",
                    split.feature() + " for " + images + " images",
                    "Cut later, add a bottleneck, or set dataset.trainLimit"));
        }
    }

    /** How many values the features of so many images have. */
    public static long featureValues(SplitSpec split, int images) {
        return (long) split.feature().size() * images;
    }

    /** Empty, with the reason among the errors, where the network does not fit. */
    private static Optional<SplitSpec> split(
            ExperimentDefinition definition, ImageShape image, DatasetInfo info, List<FieldError> errors) {
        // Shapes do not depend on the constants of the normalization, so neutral ones serve.
        var zeros = Collections.nCopies(image.channels(), 0.0);
        var ones = Collections.nCopies(image.channels(), 1.0);
        var normalization = new ChannelAffine(zeros, ones);
        var network = definition.network();
        try {
            SplitSpec split = definition.split(image, info.classNames().size(), normalization);
            split.tail().output(split.feature());
            return Optional.of(split);
        } catch (SettingsException broken) {
            errors.addAll(broken.errors());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(
                    "dataset.imageSize",
                    "large enough for " + network.backbone().id() + " (" + e.getMessage() + ")",
                    image.toString(),
                    "Use larger images (32 or more), a smaller bottleneck stride, or another backbone"));
        }
        return Optional.empty();
    }
}
