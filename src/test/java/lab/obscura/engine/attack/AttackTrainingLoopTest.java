package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** When an attacker's network has learned enough, which epoch it keeps, and that an interruption changes neither. */
class AttackTrainingLoopTest {

    private static final int IMAGES = 20;
    private static final int BATCHES = 3;
    private static final int[] HELD_OUT = {3, 17};

    private final AttackerView view = new AttackerView(
            ThreatModel.BLACK_BOX,
            new KnownGaussian(new ImageShape(8, 8, 1), KnownGaussian.identity(), 0, IMAGES, 1),
            Dl4jEngine.create(),
            Seeds.of(5));
    private final CountingNetwork network = new CountingNetwork();
    private final List<Double> rates = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Map<String, List<RunEvent.Point>> points = new HashMap<>();

    @Test
    void halvesTheRateAfterFiveEpochsWithoutAGainAndEndsAfterFifteen() {
        Learning learning = learn(plateau(200), epoch -> epoch <= 4 ? 1.0 / epoch : 0.25, Checkpoints.NONE, 10_000);

        assertThat(learning.end()).isEqualTo(Learning.End.PLATEAU);
        assertThat(learning.epochs()).isEqualTo(19);
        assertThat(rates)
                .startsWith(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5)
                .endsWith(0.5, 0.25, 0.25, 0.25, 0.25, 0.25)
                .hasSize(19);
    }

    /** 0.4 % in five epochs is none; what was best is kept all the same. */
    @Test
    void aGainBelowHalfAPercentIsNone() {
        IntToDoubleFunction errors = epoch -> epoch == 1 ? 1 : epoch == 7 ? 0.996 : epoch == 9 ? 0.998 : 1.1;

        Learning learning = learn(plateau(200), errors, Checkpoints.NONE, 10_000);

        assertThat(learning.epochs()).isEqualTo(16);
        assertThat(learning.kept()).isEqualTo(7);
        assertThat(learning.error()).hasValue(0.996);
        assertThat(network.steps()).isEqualTo(7 * BATCHES);
    }

    @Test
    void aGainOfOnePercentKeepsItGoingToTheCap() {
        Learning learning = learn(plateau(40), epoch -> Math.pow(0.99, epoch), Checkpoints.NONE, 10_000);

        assertThat(learning.end()).isEqualTo(Learning.End.CAP);
        assertThat(List.of(learning.epochs(), learning.kept())).containsExactly(40, 40);
        assertThat(rates).containsOnly(1.0);
    }

    @Test
    void learnsFromAllThatIsNotHeldOutAndTellsBothCurves() {
        Learning learning = learn(plateau(30), epoch -> 2.0 / epoch, Checkpoints.NONE, 10_000);

        assertThat(seen)
                .isEqualTo(IntStream.range(0, IMAGES)
                        .filter(place -> place != 3 && place != 17)
                        .boxed()
                        .collect(Collectors.toSet()));
        assertThat(points.get("validation"))
                .extracting(RunEvent.Point::value)
                .isEqualTo(learning.validation())
                .hasSize(30);
        assertThat(points.get("loss")).hasSize(30);
    }

    @Test
    void theFixedScheduleKeepsItsLastEpochAndHasNoValidation() {
        var plan = AttackTrainingLoop.Plan.fixed(7, 6, (epoch, halvings) -> adam(1));

        Learning learning = learn(plan, epoch -> 1, Checkpoints.NONE, 10_000);

        assertThat(learning).isEqualTo(new Learning(Learning.End.FIXED, 7, 7, List.of()));
        assertThat(network.steps()).isEqualTo(7 * BATCHES);
        assertThat(seen).hasSize(IMAGES);
    }

    /** Stopped after every few steps, within epochs and between them. */
    @Test
    void anInterruptedTrainingEndsAsOneThatWasLeftAlone() {
        IntToDoubleFunction errors = epoch -> epoch == 6 ? 0.5 : 1 - 0.02 * Math.min(epoch, 9);
        Learning whole = learn(plateau(200), errors, Checkpoints.NONE, 10_000);
        List<Double> wholeRates = List.copyOf(rates);
        int kept = network.steps();
        rates.clear();

        var memory = new InMemory();
        Optional<Learning> ended = Optional.empty();
        int attempts = 0;
        while (ended.isEmpty()) {
            attempts++;
            network.forgetAll();
            ended = attempt(plateau(200), errors, memory, 4 + attempts % 2);
        }

        assertThat(attempts).isGreaterThan(10);
        assertThat(ended).hasValue(whole);
        assertThat(whole.kept()).isEqualTo(6);
        assertThat(network.steps()).isEqualTo(kept).isEqualTo(6 * BATCHES);
        assertThat(rates.get(rates.size() - 1)).isEqualTo(wholeRates.get(wholeRates.size() - 1));
    }

    @Test
    void saysWhereTheValidationErrorIsNoNumber() {
        assertThatThrownBy(() -> learn(plateau(9), epoch -> epoch == 2 ? Double.NaN : 1, Checkpoints.NONE, 10_000))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 2");
    }

    @Test
    void aPlateauNeedsHeldOutImages() {
        assertThatThrownBy(() -> new AttackTrainingLoop.Plan(
                        9, 6, (epoch, halvings) -> adam(1), Learning.Schedule.PLATEAU, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("held-out");
    }

    private static AttackTrainingLoop.Plan plateau(int most) {
        return new AttackTrainingLoop.Plan(
                most,
                6,
                (epoch, halvings) -> adam(Math.pow(0.5, halvings)),
                Learning.Schedule.PLATEAU,
                HELD_OUT.clone());
    }

    private static OptimizerStep adam(double rate) {
        return OptimizerStep.Adam.of(rate, 0);
    }

    private Optional<Learning> attempt(
            AttackTrainingLoop.Plan plan, IntToDoubleFunction errors, Checkpoints checkpoints, int steps) {
        try {
            return Optional.of(learn(plan, errors, checkpoints, steps));
        } catch (CancelledException stopped) {
            return Optional.empty();
        }
    }

    /** @param steps after which somebody stops it */
    private Learning learn(
            AttackTrainingLoop.Plan plan, IntToDoubleFunction errors, Checkpoints checkpoints, int steps) {
        var asked = new int[1];
        RunContext context = RunContext.of(this::hear, () -> ++asked[0] > steps).keeping(checkpoints);
        var task = new AttackTrainingLoop.TrainingTask() {

            @Override
            public DoubleSupplier step(int[] images, int iteration, OptimizerStep how) {
                IntStream.of(images).forEach(seen::add);
                network.update(how);
                if (iteration % BATCHES == 0) {
                    rates.add(how.learningRate());
                }
                return () -> 1;
            }

            @Override
            public double error(int[] images) {
                assertThat(images).isEqualTo(HELD_OUT);
                return errors.applyAsDouble(network.steps() / BATCHES);
            }
        };
        return new AttackTrainingLoop(
                        "test", network, new Curve("loss", context), Curve.ofValidation("validation", context), context)
                .learn(plan, view, task);
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.Point point) {
            points.computeIfAbsent(point.series(), series -> new ArrayList<>()).add(point);
        }
    }

    /** Keeps the newest state, after every step. */
    private static final class InMemory implements Checkpoints {

        private Optional<CheckpointFile> newest = Optional.empty();

        @Override
        public Checkpoints named(String loop) {
            return this;
        }

        @Override
        public boolean isDue() {
            return true;
        }

        @Override
        public void save(Position at, CheckpointFile state, Runnable kept) {
            var facts = new HashMap<>(state.facts());
            facts.put("epoch", at.epochs());
            facts.put("steps", at.steps());
            newest = Optional.of(new CheckpointFile(facts, state.tensors()));
            kept.run();
        }

        @Override
        public void settle() {
            assertThat(newest).isPresent();
        }

        @Override
        public Optional<CheckpointFile> latest(Consumer<String> told) {
            return newest;
        }

        @Override
        public void removeOthers() {
            newest = Optional.empty();
        }
    }
}
