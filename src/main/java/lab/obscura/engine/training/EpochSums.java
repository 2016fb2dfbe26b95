package lab.obscura.engine.training;

import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Position;

/** What is added up over the steps of one epoch. A checkpoint between two steps holds it. */
final class EpochSums {

    private int steps;
    private double loss;
    private double penalty;
    private long correct;
    private final StepDiagnostics diagnostics;

    /** Before the first step. */
    EpochSums() {
        this.diagnostics = new StepDiagnostics();
    }

    /** As {@link #addTo} left them. */
    EpochSums(CheckpointFile checkpoint) {
        Map<String, Object> facts = checkpoint.facts();
        this.steps = Position.of(checkpoint).steps();
        this.loss = CheckpointFile.number(facts.getOrDefault("loss", 0));
        this.penalty = CheckpointFile.number(facts.getOrDefault("penalty", 0));
        this.correct = (long) CheckpointFile.number(facts.getOrDefault("correct", 0));
        this.diagnostics = new StepDiagnostics(
                CheckpointFile.numbers(facts.getOrDefault("diagnostics", Map.of())),
                CheckpointFile.numbers(facts.getOrDefault("diagnosed", Map.of())));
    }

    void add(TrainingStep.Result result) {
        steps++;
        loss += result.task().loss();
        penalty += result.penalty().value();
        correct += result.task().correct();
        result.diagnostics().forEach(diagnostics::add);
    }

    void addTo(Map<String, Object> facts) {
        facts.put("loss", loss);
        facts.put("penalty", penalty);
        facts.put("correct", correct);
        facts.put("diagnostics", diagnostics.sums());
        facts.put("diagnosed", diagnostics.counts());
    }

    int steps() {
        return steps;
    }

    double meanLoss() {
        return loss / steps;
    }

    double meanPenalty() {
        return penalty / steps;
    }

    double accuracy(int batchSize) {
        return (double) correct / (steps * batchSize);
    }

    /** Of what the parts reported, by the names of their curves. */
    Map<String, Double> meanDiagnostics() {
        return diagnostics.means();
    }
}
