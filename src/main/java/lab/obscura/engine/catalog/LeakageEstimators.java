package lab.obscura.engine.catalog;

import static lab.obscura.engine.catalog.Catalog.entry;

import java.util.List;
import lab.obscura.engine.leakage.AttributeInference;
import lab.obscura.engine.leakage.ClassRadius;
import lab.obscura.engine.leakage.Club;
import lab.obscura.engine.leakage.ConditionalEntropyFactor;
import lab.obscura.engine.leakage.DistanceCorrelationEstimator;
import lab.obscura.engine.leakage.EffectiveInformation;
import lab.obscura.engine.leakage.FeatureEntropy;
import lab.obscura.engine.leakage.FisherLeakage;
import lab.obscura.engine.leakage.KernelDependence;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.leakage.Mine;
import lab.obscura.engine.leakage.SiftFunnelMine;
import lab.obscura.engine.leakage.rebuilt.IdentificationRate;
import lab.obscura.engine.leakage.rebuilt.IndependentRecognition;
import lab.obscura.engine.leakage.rebuilt.PerceptualDistance;

/** The catalog of leakage estimators. A new one is one class and one line here. */
public final class LeakageEstimators {

    private static final Catalog<LeakageEstimator> ALL = new Catalog<>(List.of(
            entry(EffectiveInformation.INFO, EffectiveInformation::new),
            entry(FeatureEntropy.INFO, FeatureEntropy::new),
            entry(DistanceCorrelationEstimator.INFO, DistanceCorrelationEstimator::new),
            entry(KernelDependence.HSIC, KernelDependence::hsic),
            entry(KernelDependence.COCO, KernelDependence::coco),
            entry(ClassRadius.INFO, ClassRadius::new),
            entry(ConditionalEntropyFactor.INFO, ConditionalEntropyFactor::new),
            entry(FisherLeakage.INFO, FisherLeakage::new),
            entry(Mine.INFO, Mine::new),
            entry(SiftFunnelMine.INFO, SiftFunnelMine::new),
            entry(Club.INFO, Club::new),
            entry(AttributeInference.INFO, AttributeInference::new),
            entry(IndependentRecognition.INFO, IndependentRecognition::new),
            entry(IdentificationRate.INFO, IdentificationRate::new),
            entry(PerceptualDistance.INFO, PerceptualDistance::new)));

    private LeakageEstimators() {}

    public static Catalog<LeakageEstimator> catalog() {
        return ALL;
    }
}
