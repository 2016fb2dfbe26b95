package lab.obscura.engine.training;

import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.network.batch.BatchLoss;

/** What is added up over the steps of one epoch. A checkpoint between two steps holds it. */
final class EpochSums {

    private int steps;
    /** Steps that saw no image, as batches drawn by chance may. */
    private int empty;

    private double loss;
    private double penalty;
    private long correct;
    private long images;
    private final StepDiagnostics diagnostics;

    /** Before the first step. */
    EpochSums() {
        this.diagnostics = new StepDiagnostics();
    }

    /**
     * As {@link #addTo} left them.
     *
     * @param batchSize images of a step, for checkpoints of earlier versions that do not count them
     */
    EpochSums(CheckpointFile checkpoint, int batchSize) {
        Map<String, Object> facts = checkpoint.facts();
        this.steps = Position.of(checkpoint).steps();
        this.loss = CheckpointFile.number(facts.getOrDefault("loss", 0));
        this.penalty = CheckpointFile.number(facts.getOrDefault("penalty", 0));
        this.correct = (long) CheckpointFile.number(facts.getOrDefault("correct", 0));
        this.images = (long) CheckpointFile.number(facts.getOrDefault("images", steps * batchSize));
        this.empty = (int) CheckpointFile.number(facts.getOrDefault("empty", 0));
        this.diagnostics = new StepDiagnostics(
                CheckpointFile.numbers(facts.getOrDefault("diagnostics", Map.of())),
                CheckpointFile.numbers(facts.getOrDefault("diagnosed", Map.of())));
    }

    void add(TrainingStep.Result result) {
        steps++;
        BatchLoss.Numbers task = result.task().get();
        loss += task.loss();
        penalty += result.penalty().value();
        correct += task.correct();
        images += result.images();
        empty += result.images() == 0 ? 1 : 0;
        result.diagnostics().forEach((prefix, reading) -> diagnostics.add(prefix, reading.get()));
    }

    void addTo(Map<String, Object> facts) {
        facts.put("loss", loss);
        facts.put("penalty", penalty);
        facts.put("correct", correct);
        facts.put("images", images);
        facts.put("empty", empty);
        facts.put("diagnostics", diagnostics.sums());
        facts.put("diagnosed", diagnostics.counts());
    }

    int steps() {
        return steps;
    }

    double meanLoss() {
        return loss / Math.max(1, steps - empty);
    }

    double meanPenalty() {
        return penalty / steps;
    }

    double accuracy() {
        return (double) correct / Math.max(1, images);
    }

    /** Of what the parts reported, by the names of their curves. */
    Map<String, Double> meanDiagnostics() {
        return diagnostics.means();
    }
}
