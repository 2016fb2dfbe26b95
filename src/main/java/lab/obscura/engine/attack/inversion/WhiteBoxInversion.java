package lab.obscura.engine.attack.inversion;

import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.Slug;
import lab.obscura.engine.attack.TargetSet;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Maximum likelihood with the encoder's weights: searches the image whose feature is the received one, by gradient descent through
 * the encoder (MLE); with a total variation as prior it is the regularised rMLE.
 *
 * <p>Strong behind a few layers without noise, where the encoder hardly loses anything; weak behind many. Needs no images.
 *
 * <p>{@code min_u mean (f(u) − z)² + tv · TV(u) + l2 · mean u²}; {@code docs/methods/attacks.md#maximum-likelihood}.
 */
public final class WhiteBoxInversion implements Attack {

    /** The search as the sources do it: same settings, other defaults. */
    public enum Variant {
        /** He et al.: Adam with AMSGrad from the mean colour, the total variation's weight grows with the depth of the cut. */
        HE(
                "mle",
                "Maximum likelihood, white box",
                "Searches the image whose feature is the received one, with the encoder's weights (He et al.)",
                "He et al., ACSAC 2019",
                new InversionSettings.Defaults("zeros", true, "amsgrad", 1e-2, 5000, 0, "squared", false, true)),
        /** SiftFunnel: momentum from normal noise, the root of the total variation, one loss for the batch. */
        SIFT_FUNNEL(
                "mle-siftfunnel",
                "Maximum likelihood as in SiftFunnel",
                "Searches images from random pixels with momentum and a strong total variation (SiftFunnel)",
                "SiftFunnel",
                new InversionSettings.Defaults("gaussian", false, "momentum", 1e-2, 500, 1e3, "root", true, true)),
        /** CEM and ResSFL, "model-free": large Adam steps without any prior. */
        CEM(
                "mle-cem",
                "Maximum likelihood as in CEM",
                "Searches images with large steps and no prior (the model-free attack of CEM and ResSFL)",
                "Xia et al., CVPR 2025; Li et al. (ResSFL), CVPR 2022",
                new InversionSettings.Defaults("zeros", true, "amsgrad", 0.8, 3000, 0, "squared", true, false));

        private final Info info;
        private final InversionSettings options;

        Variant(String id, String title, String sentence, String paper, InversionSettings.Defaults defaults) {
            this.options = new InversionSettings(defaults);
            this.info = Info.of(id, title).describedAs(sentence).from(paper).with(options.schema());
        }

        /** Line of the catalogue. */
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
        return ThreatModel.WHITE_BOX;
    }

    @Override
    public String slug() {
        return Slug.of(variant.info().id(), settings, variant.options.letters());
    }

    @Override
    public SettingsReader values() {
        return settings;
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.NONE;
    }

    @Override
    public TargetSet targets() {
        return TargetSet.GALLERY;
    }

    @Override
    public void check(ImageShape feature, ImageShape image) {
        // Every encoder can be differentiated.
    }

    @Override
    public double multiplyAdds(SplitSpec split, int ownImages, int targets) {
        return 3 * plan.passes() * targets * split.edge().multiplyAdds(split.input());
    }

    @Override
    public List<NetworkLoad> loads(SplitSpec split, int targets) {
        return List.of(new NetworkLoad(split.edge(), split.input(), targets));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        try (WhiteBoxEncoder encoder = view.encoder()) {
            PixelScale constants = PixelScale.of(encoder.design(), view.image().channels());
            PixelScale space = variant.options.isNormalized(settings)
                    ? constants
                    : PixelScale.none(view.image().channels());
            var search = new FeatureInversion(
                    plan, "attack." + slug() + ".loss", view.image(), space.clamping(variant.options.clamps(settings)));
            Reconstructions rebuilt = search.run(encoder, view.targets(), view.seeds(), context);
            if (!rebuilt.isFinite()) {
                double rate = plan.optimizer().learningRate();
                throw new TrainingDivergedException("The last image of the search", plan.steps(), plan.steps(), rate);
            }
            return rebuilt;
        }
    }
}
