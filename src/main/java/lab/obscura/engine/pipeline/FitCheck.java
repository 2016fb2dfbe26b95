package lab.obscura.engine.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Backbone;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;

/** Asks whether the images of a data set fit the network and the attacks, before anything is queued. */
public final class FitCheck {

    private FitCheck() {}

    /**
     * The network on these images.
     *
     * @throws SettingsException naming the field when images, network and attacks do not go together
     */
    public static SplitSpec fit(ExperimentDefinition definition, DatasetInfo info) {
        int size = definition.dataset().imageSize();
        ImageShape image = size == 0
                ? info.shape()
                : new ImageShape(size, size, info.shape().channels());
        SplitSpec split = split(definition, image, info);
        ImageShape feature = split.feature();
        var errors = new ArrayList<FieldError>();
        List<Attack> attacks = definition.attacks();
        for (int i = 0; i < attacks.size(); i++) {
            try {
                attacks.get(i).check(feature, image);
            } catch (IllegalArgumentException e) {
                String rule = "able to rebuild " + image + " from " + feature;
                errors.add(new FieldError(
                        "attacks[" + i + "]", rule, attacks.get(i).slug(), e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return split;
    }

    private static SplitSpec split(ExperimentDefinition definition, ImageShape image, DatasetInfo info) {
        // Shapes do not depend on the constants of the normalisation, so neutral ones serve.
        var zeros = Collections.nCopies(image.channels(), 0.0);
        var ones = Collections.nCopies(image.channels(), 1.0);
        var normalization = new NetworkSpec.ChannelAffine(zeros, ones);
        var network = definition.network();
        try {
            SplitSpec split = network.backbone()
                    .split(new Backbone.Plan(
                            image,
                            info.classNames().size(),
                            normalization,
                            network.width(),
                            network.cutLayer(),
                            network.bottleneck()));
            split.tail().output(split.feature());
            return split;
        } catch (IllegalArgumentException e) {
            throw new SettingsException(new FieldError(
                    "dataset.imageSize",
                    "large enough for " + network.backbone().id() + " (" + e.getMessage() + ")",
                    image.toString(),
                    "Set imageSize to 32 or more, or choose another backbone"));
        }
    }
}
