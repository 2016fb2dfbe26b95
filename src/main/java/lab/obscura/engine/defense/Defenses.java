package lab.obscura.engine.defense;

import static lab.obscura.engine.defense.PartCatalogue.entry;

import lab.obscura.engine.defense.parts.DistanceCorrelation;
import lab.obscura.engine.defense.parts.FeatureDropping;
import lab.obscura.engine.defense.parts.FrequencyFilter;
import lab.obscura.engine.defense.parts.GaussianNoise;
import lab.obscura.engine.defense.parts.LabelSmoothing;
import lab.obscura.engine.defense.parts.LocalPrivacy;
import lab.obscura.engine.defense.parts.Patrol;
import lab.obscura.engine.defense.parts.Shredder;
import lab.obscura.engine.defense.parts.SparseCoding;
import lab.obscura.engine.defense.parts.TopK;
import lab.obscura.engine.defense.parts.adversary.AdversarialNoise;
import lab.obscura.engine.defense.parts.adversary.AdversarialReconstruction;
import lab.obscura.engine.defense.parts.adversary.ResSfl;
import lab.obscura.engine.defense.parts.entropy.ConditionalEntropy;
import lab.obscura.engine.defense.parts.entropy.Fusion;
import lab.obscura.engine.defense.parts.entropy.GatedAttention;
import lab.obscura.engine.defense.parts.entropy.SlotAttention;

/** The catalogue of defense parts. A new part is one class in {@code parts} and one line here. */
public final class Defenses {

    private static final PartCatalogue PARTS = PartCatalogue.of(
            entry(GaussianNoise.INFO, GaussianNoise::new),
            entry(ConditionalEntropy.INFO, ConditionalEntropy::new),
            entry(GatedAttention.INFO, GatedAttention::new),
            entry(SlotAttention.INFO, SlotAttention::new),
            entry(Fusion.INFO, Fusion::new),
            entry(LocalPrivacy.INFO, LocalPrivacy::new),
            entry(FeatureDropping.INFO, FeatureDropping::new),
            entry(TopK.INFO, TopK::new),
            entry(FrequencyFilter.INFO, FrequencyFilter::new),
            entry(DistanceCorrelation.INFO, DistanceCorrelation::new),
            entry(LabelSmoothing.INFO, LabelSmoothing::new),
            entry(AdversarialReconstruction.INFO, AdversarialReconstruction::new),
            entry(ResSfl.INFO, ResSfl::new),
            entry(AdversarialNoise.INFO, AdversarialNoise::new),
            entry(Shredder.INFO, Shredder::new),
            entry(SparseCoding.INFO, SparseCoding::new),
            entry(Patrol.INFO, Patrol::new));

    private Defenses() {}

    public static PartCatalogue parts() {
        return PARTS;
    }
}
