package lab.obscura.engine.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What papers, other programs and habit call the words of a definition. Only hints come from here: a definition that uses such a
 * name is refused, with the right one.
 */
final class OtherNames {

    private static final Map<String, List<String>> OF = new LinkedHashMap<>();

    static {
        called("name", "title", "label");
        called("dataset", "data", "images");
        called("network", "model", "net", "architecture");
        called("defense", "defence", "defenses", "defences", "protection");
        called("training", "train", "trainer", "optimization");
        called("attacks", "attack", "attackers");
        called("threatModel", "threat", "threats", "adversary", "attacker", "access");
        called("measures", "measure", "metrics", "metric");
        called("seeds", "seed", "random seed");
        called("tags", "labels", "keywords");
        called("engine", "backend", "framework", "library");
        called("device", "hardware", "accelerator");
        called("precision", "dtype", "amp", "mixed precision", "float type");
        called("deterministic", "reproducible", "cudnn deterministic");

        called("id", "name", "dataset");
        called("trainLimit", "train size", "train count", "n train", "num train", "max train", "limit");
        called("testLimit", "test size", "test count", "n test", "num test", "max test");
        called("imageSize", "resolution", "size", "resize", "input size", "image resolution");
        called("dataHash", "hash", "sha256", "content hash");
        called("backbone", "model", "architecture", "arch", "encoder", "classifier", "network");
        called("cutLayer", "split", "split layer", "split point", "layer", "cut", "cut point", "partition");
        called("width", "width multiplier", "width factor");
        called("channels", "filters", "num channels", "bottleneck channels");
        called("kernel", "kernel size", "filter size");
        called("stride", "strides");

        called("epochs", "num epochs", "n epochs", "max epochs", "ep");
        called("batchSize", "bs", "batch", "minibatch", "mini batch size");
        called("learningRate", "lr", "eta", "step size");
        called("lastLearningRate", "min lr", "eta min", "final lr", "final learning rate", "last lr");
        called("weightDecay", "wd", "l2", "decay");
        called("milestones", "lr milestones", "decay epochs");
        called("optimizer", "optimiser", "optim", "solver");
        called("schedule", "scheduler", "lr schedule", "lr scheduler");

        called("weight", "lambda", "λ", "lam", "lambd", "coefficient", "coef", "loss weight");
        called(
                "standardDeviation",
                "sigma",
                "σ",
                "std",
                "stddev",
                "std dev",
                "stdev",
                "sd",
                "noise level",
                "noise std");
        called("epsilon", "eps", "ε", "privacy budget");
        called("delta", "δ");
        called("clip", "clip norm", "clipping", "max grad norm", "sensitivity");
        called("components", "gaussians", "mixtures", "clusters", "num components", "n components", "k");
        called("temperature", "tau", "τ");
        called("tvWeight", "tv", "total variation");
        called("amount", "smoothing");
        called("share", "ratio", "fraction", "k", "keep");
        called("knowledge", "attacker data", "auxiliary");

        called("cuda", "gpu", "gpu:0", "cuda:0", "nvidia");
        called("auto", "automatic", "any");
        called("dl4j", "deeplearning4j", "nd4j");
        called("torch", "pytorch", "libtorch");

        called("gaussian-noise", "noise", "gaussian", "additive noise", "awgn");
        called("local-dp", "dp", "ldp", "differential privacy");
        called("frequency-filter", "dct", "frequency");
        called("feature-dropping", "dropout", "dropping");
        called("top-k", "pruning");
        called("conditional-entropy", "cem");
        called("slot-attention", "slots");
        called("gated-attention", "gate");
        called("distance-correlation", "nopeek", "dcor");
        called("adversarial-reconstruction", "arl", "deep obfuscator", "adversarial");
        called("sparse-coding", "sca");
        called("convolutional-sparse-coding", "csc", "lca");
        called("decoder", "inversion", "mia", "model inversion");
        called("inverse-network", "inverse net");
        called("mle", "white box", "maximum likelihood");
    }

    private OtherNames() {}

    private static void called(String word, String... others) {
        OF.put(word, List.of(others));
    }

    /** The known word that this one stands for elsewhere. */
    static Optional<String> meaning(String word, Collection<String> known) {
        String bare = bare(word);
        return known.stream()
                .filter(candidate -> OF.getOrDefault(candidate, List.of()).stream()
                        .anyMatch(other -> bare(other).equals(bare)))
                .findFirst();
    }

    /** Every word that has other names. */
    static Collection<String> words() {
        return OF.keySet();
    }

    /** Letters and digits alone: {@code batch_size} and {@code Batch size} are one name. */
    static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
