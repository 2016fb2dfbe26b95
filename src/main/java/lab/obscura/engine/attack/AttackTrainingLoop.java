package lab.obscura.engine.attack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.IntFunction;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;

/**
 * The loop in which a network of an attacker learns, epoch by epoch. Keeps a checkpoint behind every epoch, and between two steps when
 * one is due; resumes from the newest when there is one.
 */
public final class AttackTrainingLoop {

    private static final String LOSS = "loss";

    private final String name;
    private final Network network;
    private final Curve curve;
    private final RunContext context;
    private final Checkpoints checkpoints;

    /**
     * How long, and by which steps.
     *
     * @param batchSize at most as many as there are images
     * @param step optimizer by epoch, counted from 1
     */
    public record Plan(int epochs, int batchSize, IntFunction<OptimizerStep> step) {}

    /** What is learned. Everything random in it must depend on the iteration alone. */
    public interface TrainingTask {

        /**
         * One step of the network.
         *
         * @param images places in the attacker's images
         * @param iteration counted from 0 over all epochs
         * @return the loss before it
         */
        double step(int[] images, int iteration, OptimizerStep how);

        /** What belongs to an epoch behind its last step. */
        default void afterEpoch(int epoch) {}
    }

    /** @param name of this loop within the attack: small letters */
    public AttackTrainingLoop(String name, Network network, Curve curve, RunContext context) {
        this.name = name;
        this.network = network;
        this.curve = curve;
        this.context = context;
        this.checkpoints = context.checkpoints().named(name);
    }

    public void learn(Plan plan, AttackerView view, TrainingTask course) {
        int count = view.auxiliary().count();
        int size = Math.min(plan.batchSize(), count);
        int batches = count / size;
        Optional<CheckpointFile> latest = context.latest(checkpoints);
        latest.ifPresent(state -> restore(state, plan.epochs()));
        Position at = latest.map(Position::of).orElse(Position.START);
        double sum = latest.map(state -> CheckpointFile.number(state.facts().get(LOSS)))
                .orElse(0.0);
        for (int epoch = at.epochs() + 1; epoch <= plan.epochs(); epoch++) {
            int[] order = view.seeds().stream(name + ".shuffle", epoch).permutation(count);
            OptimizerStep how = plan.step().apply(epoch);
            for (int batch = at.steps(); batch < batches; batch++) {
                context.checkStop();
                int iteration = (epoch - 1) * batches + batch;
                sum += course.step(Arrays.copyOfRange(order, batch * size, (batch + 1) * size), iteration, how);
                if (!Double.isFinite(sum)) {
                    throw new TrainingDivergedException(
                            "The " + name + "'s loss", epoch, iteration + 1, how.learningRate());
                }
                context.progress((epoch - 1 + (batch + 1.0) / (batches + 1)) / plan.epochs());
                if (checkpoints.isDue()) {
                    save(new Position(epoch - 1, batch + 1), sum);
                }
            }
            curve.tell(epoch, sum / batches);
            course.afterEpoch(epoch);
            context.progress((double) epoch / plan.epochs());
            at = new Position(epoch, 0);
            sum = 0;
            save(at, sum);
        }
    }

    private void restore(CheckpointFile state, int epochs) {
        network.load(new NetworkState(state.tensors()));
        curve.retell(state);
        context.log(
                context.stage() + ": " + name + " resumes " + Position.of(state).inWords(epochs));
    }

    private void save(Position at, double sum) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(LOSS, sum);
        curve.addTo(facts);
        context.save(checkpoints, at, new CheckpointFile(facts, network.state().tensors()));
    }
}
