package lab.obscura.engine.catalog;

import static lab.obscura.engine.catalog.PartCatalogue.entry;

import lab.obscura.engine.defense.adversary.AdversarialNoise;
import lab.obscura.engine.defense.adversary.AdversarialReconstruction;
import lab.obscura.engine.defense.adversary.ResSfl;
import lab.obscura.engine.defense.cem.ConditionalEntropy;
import lab.obscura.engine.defense.cem.Fusion;
import lab.obscura.engine.defense.cem.GatedAttention;
import lab.obscura.engine.defense.cem.SlotAttention;
import lab.obscura.engine.defense.penalty.DistanceCorrelation;
import lab.obscura.engine.defense.shape.Patrol;
import lab.obscura.engine.defense.shape.SparseCoding;
import lab.obscura.engine.defense.training.LabelSmoothing;
import lab.obscura.engine.defense.transform.FeatureDropping;
import lab.obscura.engine.defense.transform.FrequencyFilter;
import lab.obscura.engine.defense.transform.GaussianNoise;
import lab.obscura.engine.defense.transform.LocalPrivacy;
import lab.obscura.engine.defense.transform.Shredder;
import lab.obscura.engine.defense.transform.TopK;

/** The catalogue of defense parts. A new part is one class in the package of its kind and one line here. */
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
