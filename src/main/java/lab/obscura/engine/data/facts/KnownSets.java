package lab.obscura.engine.data.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Normalization;

/** The public data sets of the CEM paper, with the values that it normalizes and augments them by. */
public final class KnownSets {

    private static final Map<String, DatasetFacts> ALL = new LinkedHashMap<>();

    static {
        String krizhevsky = "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009";
        put(
                "cifar10",
                "CIFAR-10",
                krizhevsky,
                new Normalization(List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.243, 0.261)),
                Augmentation.CIFAR);
        put(
                "cifar100",
                "CIFAR-100",
                krizhevsky,
                new Normalization(List.of(0.50708, 0.48655, 0.44092), List.of(0.26733, 0.25644, 0.27615)),
                Augmentation.CIFAR);
        put(
                "facescrub",
                "FaceScrub",
                "H.-W. Ng, S. Winkler, A data-driven approach to cleaning large face datasets, ICIP 2014",
                new Normalization(List.of(0.5708, 0.5905, 0.4272), List.of(0.2058, 0.2275, 0.2098)),
                Augmentation.FLIP_AND_ROTATION);
        put(
                "tiny-imagenet",
                "Tiny ImageNet",
                "Y. Le, X. Yang, Tiny ImageNet Visual Recognition Challenge, 2015",
                new Normalization(List.of(0.5141, 0.5775, 0.3985), List.of(0.2927, 0.2570, 0.1434)),
                Augmentation.FLIP_AND_ROTATION);
    }

    private KnownSets() {}

    private static void put(
            String id, String title, String citation, Normalization normalization, Augmentation augmentation) {
        ALL.put(id, new DatasetFacts(title, "", citation, "", Optional.of(normalization), augmentation, 0));
    }

    /** Their ids. */
    static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /** What is published about the data set of exactly this id. */
    public static Optional<DatasetFacts> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** What holds for a folder of this name that says nothing itself; published values hold for as many channels as they have. */
    public static DatasetFacts of(String id, int channels) {
        DatasetFacts facts = find(id).orElse(DatasetFacts.NONE);
        boolean fits = facts.normalization()
                .filter(published -> published.channels() != channels)
                .isEmpty();
        return fits ? facts : facts.withoutNormalization();
    }
}
