package lab.obscura.engine.recognition;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;

/** The independent classifiers of one run: each is trained when the first measure asks for it, and once. */
public final class Classifiers implements AutoCloseable {

    private final Engine engine;
    private final LabeledImages images;
    private final Seeds seeds;
    private final Map<ClassifierPlan, IndependentClassifier> trained = new LinkedHashMap<>();

    /**
     * @param images that they learn from
     * @param seeds of their own: nothing else of the run depends on them
     */
    public Classifiers(Engine engine, LabeledImages images, Seeds seeds) {
        this.engine = engine;
        this.images = images;
        this.seeds = seeds;
    }

    /** What the classifiers learn from. */
    public LabeledImages images() {
        return images;
    }

    /**
     * The classifier of this plan; belongs to this object, which closes it.
     *
     * @throws lab.obscura.engine.progress.TrainingDivergedException when its loss leaves the finite numbers
     */
    public IndependentClassifier trained(ClassifierPlan plan, RunContext context) {
        return trained.computeIfAbsent(
                plan, missing -> IndependentClassifier.trained(engine, images, missing, seeds, context));
    }

    @Override
    public void close() {
        trained.values().forEach(IndependentClassifier::close);
        trained.clear();
    }
}
