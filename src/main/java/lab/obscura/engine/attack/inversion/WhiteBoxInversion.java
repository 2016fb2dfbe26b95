package lab.obscura.engine.attack.inversion;

import java.util.List;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.TailModel;
import lab.obscura.engine.attack.TargetSet;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.InversionSettings.Defaults.Batch;
import lab.obscura.engine.attack.inversion.InversionSettings.Defaults.Search;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Maximum likelihood with the encoder's weights: searches the image whose feature is the received one, by gradient descent through
 * the encoder (MLE); with a total variation as prior it is the regularized rMLE.
 *
 * <p>Strong behind a few layers without noise, where the encoder hardly loses anything; weak behind many. Needs no images.
 *
 * <p>{@link Variant#LABEL_ONLY} never looks at the feature: it searches an image of the class that the cloud made of it.
 *
 * <p>{@code min_u mean (f(u) − z)² + tv · TV(u) + l2 · mean u²}; {@code docs/methods/attacks.md#maximum-likelihood}.
 */
public final class WhiteBoxInversion implements Attack {

    /** The search as the sources do it: same settings, other defaults. */
    public enum Variant {
        /** He et al.: Adam with AMSGrad from the mean color, the total variation's weight grows with the depth of the cut. */
        HE(
                "mle",
                "Maximum likelihood, white box",
                "Searches the image whose feature is the received one, with the encoder's weights (He et al.)",
                "He et al., ACSAC 2019",
                new InversionSettings.Defaults(
                        FeatureInversion.Start.ZEROS,
                        InversionSettings.Space.NORMALIZED,
                        new Search(InversionSettings.Optimizer.AMSGRAD, 1e-2, 5000),
                        0,
                        TotalVariation.Form.SQUARED,
                        new Batch(FeatureInversion.Grouping.EACH_IMAGE, PixelScale.Range.CLAMPED))),
        /** SiftFunnel: momentum from normal noise, the root of the total variation, one loss for the batch. */
        SIFT_FUNNEL(
                "mle-siftfunnel",
                "Maximum likelihood as in SiftFunnel",
                "Searches images from random pixels with momentum and a strong total variation (SiftFunnel)",
                "SiftFunnel",
                new InversionSettings.Defaults(
                        FeatureInversion.Start.GAUSSIAN,
                        InversionSettings.Space.PIXELS,
                        new Search(InversionSettings.Optimizer.MOMENTUM, 1e-2, 500),
                        1e3,
                        TotalVariation.Form.ROOT,
                        new Batch(FeatureInversion.Grouping.ALL_IMAGES, PixelScale.Range.CLAMPED))),
        /** CEM and ResSFL, "model-free": large Adam steps without any prior. */
        CEM(
                "mle-cem",
                "Maximum likelihood as in CEM",
                "Searches images with large steps and no prior (the model-free attack of CEM and ResSFL)",
                "Xia et al., CVPR 2025; Li et al. (ResSFL), CVPR 2022",
                new InversionSettings.Defaults(
                        FeatureInversion.Start.ZEROS,
                        InversionSettings.Space.NORMALIZED,
                        new Search(InversionSettings.Optimizer.AMSGRAD, 0.8, 3000),
                        0,
                        TotalVariation.Form.SQUARED,
                        new Batch(FeatureInversion.Grouping.ALL_IMAGES, PixelScale.Range.OPEN))),
        /** He et al.: the class that the cloud answered is all that is known of an image. */
        LABEL_ONLY(
                "label-only",
                "From the class alone",
                "Searches an image that the whole network gives the class which the cloud answered, without its"
                        + " feature",
                "He et al., ACSAC 2019",
                new InversionSettings.Defaults(
                        FeatureInversion.Start.ZEROS,
                        InversionSettings.Space.NORMALIZED,
                        new Search(InversionSettings.Optimizer.AMSGRAD, 5e-2, 500),
                        0.5,
                        TotalVariation.Form.SQUARED,
                        new Batch(FeatureInversion.Grouping.EACH_IMAGE, PixelScale.Range.CLAMPED)));

        private final Info info;
        private final InversionSettings options;

        Variant(String id, String title, String sentence, String paper, InversionSettings.Defaults defaults) {
            this.options = new InversionSettings(defaults);
            this.info = Info.of(id, title).describedAs(sentence).from(paper).with(options.schema());
        }

        /** Line of the catalog. */
        public Info info() {
            return info;
        }

        public WhiteBoxInversion with(SettingsReader settings) {
            return new WhiteBoxInversion(this, settings);
        }
    }

    private final Variant variant;
    private final SettingsReader settings;
    private final FeatureInversion.Plan plan;

    private WhiteBoxInversion(Variant variant, SettingsReader settings) {
        this.variant = variant;
        this.settings = settings;
        this.plan = variant.options.plan(settings);
    }

    @Override
    public Info info() {
        return variant.info();
    }

    @Override
    public ThreatModel needs() {
        return isLabelOnly() ? ThreatModel.of(Access.WEIGHTS, Access.TAIL) : ThreatModel.WHITE_BOX;
    }

    private boolean isLabelOnly() {
        return variant == Variant.LABEL_ONLY;
    }

    @Override
    public SettingsReader settings() {
        return settings;
    }

    @Override
    public TargetSet targets() {
        return TargetSet.GALLERY;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        var load = new NetworkLoad(split.edge(), split.input(), images.targets());
        double passes = plan.passes() * images.targets();
        if (!isLabelOnly()) {
            return List.of(NetworkUse.learning(load, passes));
        }
        var tail = new NetworkLoad(split.tail(), split.feature(), images.targets());
        return List.of(NetworkUse.learning(load, passes), NetworkUse.learning(tail, passes));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        try (WhiteBoxEncoder encoder = view.encoder()) {
            PixelScale constants = PixelScale.of(encoder.design(), view.image().channels());
            PixelScale space = variant.options.space(settings) == InversionSettings.Space.NORMALIZED
                    ? constants
                    : PixelScale.none(view.image().channels());
            var search = new FeatureInversion(
                    plan, "attack." + slug() + ".loss", view.image(), space.with(variant.options.range(settings)));
            Reconstructions rebuilt = rebuilt(search, encoder, view, context);
            if (!rebuilt.isFinite()) {
                double rate = plan.optimizer().learningRate();
                throw new TrainingDivergedException("The last image of the search", plan.steps(), plan.steps(), rate);
            }
            return rebuilt;
        }
    }

    private Reconstructions rebuilt(
            FeatureInversion search, WhiteBoxEncoder encoder, AttackerView view, RunContext context) {
        if (!isLabelOnly()) {
            return search.run(encoder, view.targets(), view.seeds(), context);
        }
        try (TailModel cloud = view.cloud()) {
            var answered = SearchTarget.Classes.answered(cloud.tail(), view.targets(), plan.isJoint());
            return search.run(encoder, answered, view.seeds(), context);
        }
    }
}
