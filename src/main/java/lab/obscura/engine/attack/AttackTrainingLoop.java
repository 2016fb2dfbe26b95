package lab.obscura.engine.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.progress.InterimPictures;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;

/**
 * The loop in which a network of an attacker learns, epoch by epoch. Keeps a checkpoint behind every epoch, and between two steps when
 * one is due; resumes from the newest when there is one.
 */
public final class AttackTrainingLoop {

    private static final String LOSS = "loss";
    private static final String BEST = "best.";

    private static final String NUMBERS = "%.5g";

    private final String name;
    private final Learner network;
    private final Curve curve;
    private final Curve validation;
    private final RunContext context;
    private final Checkpoints checkpoints;

    /** The network of the best epoch so far, where one is kept. */
    private Map<String, Tensor> best = Map.of();

    private Optional<InterimPictures.Rebuild> rebuild = Optional.empty();

    /** The optimizer of an epoch. */
    public interface Steps {

        /**
         * @param epoch counted from 1
         * @param halvings how often the rate has been halved because the validation error fell no more
         */
        OptimizerStep at(int epoch, int halvings);
    }

    /**
     * How long, and by which steps.
     *
     * @param epochs with a plateau at most so many
     * @param batchSize at most as many as there are images to learn from
     * @param heldOut places of own images that it does not learn from and is asked about after every epoch; a plateau needs some
     */
    public record Plan(int epochs, int batchSize, Steps steps, Learning.Schedule schedule, int[] heldOut) {

        public Plan {
            if (schedule == Learning.Schedule.PLATEAU && heldOut.length == 0) {
                throw new IllegalArgumentException("A plateau is seen on held-out images, and there are none");
            }
        }

        /** As in "epoch 3 of 24", or "epoch 3 of at most 24". */
        String inWords(int epoch) {
            return schedule == Learning.Schedule.PLATEAU
                    ? "epoch " + epoch + " of at most " + epochs
                    : Position.epoch(epoch, epochs);
        }

        /** As published: so many epochs, learned from all own images. */
        public static Plan fixed(int epochs, int batchSize, Steps steps) {
            return new Plan(epochs, batchSize, steps, Learning.Schedule.FIXED, new int[0]);
        }
    }

    /** What is learned. Everything random in it must depend on the iteration alone. */
    public interface TrainingTask {

        /**
         * One step of the network.
         *
         * @param images places in the attacker's images, or among what else it learns from
         * @param iteration counted from 0 over all epochs
         * @return the loss before it, read when somebody looks
         */
        DoubleSupplier step(int[] images, int iteration, OptimizerStep how);

        /** What belongs to an epoch behind its last step. */
        default void afterEpoch(int epoch) {}

        /** The network's error on images that it does not learn from: the same draw of everything random each time. */
        default double error(int[] images) {
            throw new UnsupportedOperationException("This training holds out no images");
        }
    }

    /** @param name of this loop within the attack: small letters */
    public AttackTrainingLoop(String name, Network network, Curve curve, RunContext context) {
        this(name, network, curve, Curve.ofValidation("", context), context);
    }

    /** @param networks that learn together, by what their tensors' names begin with in a checkpoint */
    public AttackTrainingLoop(String name, Map<String, Network> networks, Curve curve, RunContext context) {
        this(name, Learner.of(networks), curve, Curve.ofValidation("", context), context);
    }

    /** @param validation curve of the error on held-out images */
    public AttackTrainingLoop(String name, Network network, Curve curve, Curve validation, RunContext context) {
        this(name, Learner.of(network), curve, validation, context);
    }

    private AttackTrainingLoop(String name, Learner network, Curve curve, Curve validation, RunContext context) {
        this.name = name;
        this.network = network;
        this.curve = curve;
        this.validation = validation;
        this.context = context;
        this.checkpoints = context.checkpoints().named(name);
    }

    /**
     * Lets people look behind every epoch.
     *
     * @param drawn what the network makes of targets as it is then; must change nothing
     */
    public AttackTrainingLoop showing(InterimPictures.Rebuild drawn) {
        rebuild = Optional.of(drawn);
        return this;
    }

    /** Learns, and leaves the network as it was after the last epoch, or after the best one where a plateau ends it. */
    public Learning learn(Plan plan, AttackerView view, TrainingTask course) {
        return learn(plan, view.auxiliary().count(), view, course);
    }

    /** The same from so many examples of whatever kind. */
    public Learning learn(Plan plan, int count, AttackerView view, TrainingTask course) {
        Seeds seeds = view.seeds();
        // Each look at a loss waits for all that a card was asked to do.
        int stepsBetweenLooks =
                view.engine().batchWork().map(BatchWork::stepsBetweenLooks).orElse(1);
        int[] own = learned(count, plan.heldOut());
        int size = Math.min(plan.batchSize(), own.length);
        int batches = own.length / size;
        Optional<CheckpointFile> latest = context.latest(checkpoints);
        latest.ifPresent(state -> restore(state, plan.epochs()));
        Position at = latest.map(Position::of).orElse(Position.START);
        double sum = latest.map(state -> CheckpointFile.number(state.facts().get(LOSS)))
                .orElse(0.0);
        for (int epoch = at.epochs() + 1; epoch <= plan.epochs() && !isOver(plan); epoch++) {
            int[] order = seeds.stream(name + ".shuffle", epoch).permutation(own.length);
            OptimizerStep how = plan.steps().at(epoch, halvings(plan));
            var unread = new ArrayList<DoubleSupplier>();
            for (int batch = at.steps(); batch < batches; batch++) {
                context.checkStop();
                int iteration = (epoch - 1) * batches + batch;
                int[] images = IntStream.range(batch * size, (batch + 1) * size)
                        .map(place -> own[order[place]])
                        .toArray();
                unread.add(course.step(images, iteration, how));
                boolean isDue = checkpoints.isDue();
                if (isDue || unread.size() >= stepsBetweenLooks || batch + 1 == batches) {
                    sum = read(unread, sum, new Position(epoch, iteration + 1), how);
                }
                context.progress((epoch - 1 + (batch + 1.0) / (batches + 1)) / plan.epochs(), plan.inWords(epoch));
                if (isDue) {
                    save(new Position(epoch - 1, batch + 1), sum, network.state());
                }
            }
            curve.tell(epoch, sum / batches);
            course.afterEpoch(epoch);
            NetworkState state = validated(plan, epoch, how, course);
            String detail = plan.inWords(epoch);
            log(detail, sum / batches, plan);
            context.progress((double) epoch / plan.epochs(), detail);
            rebuild.ifPresent(drawn -> context.pictures().show(detail, drawn));
            at = new Position(epoch, 0);
            sum = 0;
            save(at, sum, state);
        }
        return ended(plan, at.epochs());
    }

    /** One line for people behind every epoch. */
    private void log(String detail, double loss, Plan plan) {
        String heldOut = plan.heldOut().length == 0
                ? ""
                : ", on held-out images "
                        + String.format(
                                Locale.ROOT,
                                NUMBERS,
                                validation.values().get(validation.values().size() - 1));
        context.log(context.stage() + ": " + name + ", " + detail + ": loss "
                + String.format(Locale.ROOT, NUMBERS, loss) + heldOut);
    }

    /** All that are not held out, in rising order. A single image has to do for both. */
    private static int[] learned(int count, int[] heldOut) {
        int[] sorted = heldOut.clone();
        Arrays.sort(sorted);
        IntPredicate isHeldOut = place -> count > 1 && Arrays.binarySearch(sorted, place) >= 0;
        return IntStream.range(0, count).filter(isHeldOut.negate()).toArray();
    }

    private boolean isOver(Plan plan) {
        return plan.schedule() == Learning.Schedule.PLATEAU
                && Plateau.of(validation.values()).isReached();
    }

    private int halvings(Plan plan) {
        return plan.schedule() == Learning.Schedule.PLATEAU
                ? Plateau.of(validation.values()).halvings()
                : 0;
    }

    /** The state behind an epoch, whose network has been tried on the held-out images and is kept where it is the best so far. */
    private NetworkState validated(Plan plan, int epoch, OptimizerStep how, TrainingTask course) {
        if (plan.heldOut().length > 0) {
            double error = course.error(plan.heldOut());
            require(error, epoch, 0, how);
            validation.tell(epoch, error);
        }
        NetworkState state = network.state();
        if (plan.schedule() == Learning.Schedule.PLATEAU
                && Plateau.of(validation.values()).best() == epoch) {
            best = state.learned().tensors();
        }
        return state;
    }

    /**
     * Adds the losses of the latest steps and forgets them.
     *
     * @param at epoch, counted from 1, and all steps so far
     */
    private double read(List<DoubleSupplier> unread, double before, Position at, OptimizerStep how) {
        double sum = before;
        for (int i = 0; i < unread.size(); i++) {
            sum += unread.get(i).getAsDouble();
            require(sum, at.epochs(), at.steps() - unread.size() + i + 1, how);
        }
        unread.clear();
        return sum;
    }

    private void require(double error, int epoch, int iteration, OptimizerStep how) {
        if (!Double.isFinite(error)) {
            throw new TrainingDivergedException("The " + name + "'s loss", epoch, iteration, how.learningRate());
        }
    }

    private Learning ended(Plan plan, int epochs) {
        if (plan.schedule() == Learning.Schedule.FIXED) {
            return new Learning(Learning.End.FIXED, epochs, epochs, validation.values());
        }
        network.load(new NetworkState(best));
        Plateau plateau = Plateau.of(validation.values());
        Learning.End end = plateau.isReached() ? Learning.End.PLATEAU : Learning.End.CAP;
        return new Learning(end, epochs, plateau.best(), validation.values());
    }

    private void restore(CheckpointFile state, int epochs) {
        var current = new LinkedHashMap<String, Tensor>();
        var kept = new LinkedHashMap<String, Tensor>();
        state.tensors().forEach((tensor, values) -> {
            if (tensor.startsWith(BEST)) {
                kept.put(tensor.substring(BEST.length()), values);
            } else {
                current.put(tensor, values);
            }
        });
        network.load(new NetworkState(current));
        best = kept;
        curve.retell(state);
        validation.retell(state);
        context.log(
                context.stage() + ": " + name + " resumes " + Position.of(state).inWords(epochs));
    }

    private void save(Position at, double sum, NetworkState state) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(LOSS, sum);
        curve.addTo(facts);
        validation.addTo(facts);
        var tensors = new LinkedHashMap<>(state.tensors());
        best.forEach((tensor, values) -> tensors.put(BEST + tensor, values));
        context.save(checkpoints, at, new CheckpointFile(facts, tensors));
    }
}
