package lab.obscura.engine.catalog;

import static lab.obscura.engine.catalog.Catalog.entry;

import java.util.List;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.adversary.AdversarialNoise;
import lab.obscura.engine.defense.adversary.AdversarialReconstruction;
import lab.obscura.engine.defense.adversary.AttributeAdversary;
import lab.obscura.engine.defense.adversary.InfoScissors;
import lab.obscura.engine.defense.adversary.ResSfl;
import lab.obscura.engine.defense.bottleneck.Mid;
import lab.obscura.engine.defense.bottleneck.Vib;
import lab.obscura.engine.defense.cem.ConditionalEntropy;
import lab.obscura.engine.defense.cem.Fusion;
import lab.obscura.engine.defense.cem.GatedAttention;
import lab.obscura.engine.defense.cem.SlotAttention;
import lab.obscura.engine.defense.dependence.Bido;
import lab.obscura.engine.defense.penalty.ActivationNorm;
import lab.obscura.engine.defense.penalty.ChannelCorrelation;
import lab.obscura.engine.defense.penalty.DistanceCorrelation;
import lab.obscura.engine.defense.penalty.Lipschitz;
import lab.obscura.engine.defense.shape.Autoencoder;
import lab.obscura.engine.defense.shape.ConvolutionalSparseCoding;
import lab.obscura.engine.defense.shape.FeatureSubtraction;
import lab.obscura.engine.defense.shape.Patrol;
import lab.obscura.engine.defense.shape.SiftFunnel;
import lab.obscura.engine.defense.shape.SparseCoding;
import lab.obscura.engine.defense.training.Dpsgd;
import lab.obscura.engine.defense.training.LabelSmoothing;
import lab.obscura.engine.defense.transform.Cloak;
import lab.obscura.engine.defense.transform.FeatureDropping;
import lab.obscura.engine.defense.transform.FisherNoise;
import lab.obscura.engine.defense.transform.FrequencyFilter;
import lab.obscura.engine.defense.transform.GaussianNoise;
import lab.obscura.engine.defense.transform.LocalPrivacy;
import lab.obscura.engine.defense.transform.RandomFrequencies;
import lab.obscura.engine.defense.transform.Shredder;
import lab.obscura.engine.defense.transform.TopK;

/** The catalog of defense parts. A new part is one class in the package of its kind and one line here. */
public final class Defenses {

    private static final Catalog<DefensePart> ALL = new Catalog<>(List.of(
            entry(GaussianNoise.INFO, GaussianNoise::new),
            entry(ConditionalEntropy.INFO, ConditionalEntropy::new),
            entry(GatedAttention.INFO, GatedAttention::new),
            entry(SlotAttention.INFO, SlotAttention::new),
            entry(Fusion.INFO, Fusion::new),
            entry(LocalPrivacy.INFO, LocalPrivacy::new),
            entry(FisherNoise.INFO, FisherNoise::new),
            entry(FeatureDropping.INFO, FeatureDropping::new),
            entry(TopK.INFO, TopK::new),
            entry(FrequencyFilter.INFO, FrequencyFilter::new),
            entry(RandomFrequencies.INFO, RandomFrequencies::new),
            entry(DistanceCorrelation.INFO, DistanceCorrelation::new),
            entry(ChannelCorrelation.INFO, ChannelCorrelation::new),
            entry(ActivationNorm.INFO, ActivationNorm::new),
            entry(Mid.INFO, Mid::new),
            entry(Vib.INFO, Vib::new),
            entry(Cloak.INFO, Cloak::new),
            entry(Bido.INFO, Bido::new),
            entry(Lipschitz.INFO, Lipschitz::new),
            entry(LabelSmoothing.INFO, LabelSmoothing::new),
            entry(Dpsgd.INFO, Dpsgd::new),
            entry(AdversarialReconstruction.INFO, AdversarialReconstruction::new),
            entry(ResSfl.INFO, ResSfl::new),
            entry(AdversarialNoise.INFO, AdversarialNoise::new),
            entry(AttributeAdversary.INFO, AttributeAdversary::new),
            entry(InfoScissors.INFO, InfoScissors::new),
            entry(Shredder.INFO, Shredder::new),
            entry(SparseCoding.INFO, SparseCoding::new),
            entry(ConvolutionalSparseCoding.INFO, ConvolutionalSparseCoding::new),
            entry(Patrol.INFO, Patrol::new),
            entry(SiftFunnel.INFO, SiftFunnel::new),
            entry(Autoencoder.INFO, Autoencoder::new),
            entry(FeatureSubtraction.INFO, FeatureSubtraction::new)));

    private Defenses() {}

    public static Catalog<DefensePart> catalog() {
        return ALL;
    }

    /**
     * What a part is first of all: one that keeps an adversary and does something else with it is an adversary.
     *
     * @return {@code encoder-shape}, {@code feature-transform}, {@code penalty}, {@code adversary} or {@code training-rule}
     */
    public static String kind(DefensePart part) {
        if (part instanceof Adversary) {
            return "adversary";
        } else if (part instanceof Penalty) {
            return "penalty";
        } else if (part instanceof EncoderShape) {
            return "encoder-shape";
        }
        return part instanceof FeatureTransform ? "feature-transform" : "training-rule";
    }
}
