package lab.obscura.engine.defense;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.ResidentWork;

/**
 * What left a transform, and the way back.
 *
 * @param reading brings what is sent to the host, as many values as came in
 * @param backward from the gradient at these values to the one at what came in; may return its argument
 * @param additions what was added, in this order, where nothing else was done: an engine can do that where the feature lies, and the
 *     gradient passes as it is
 * @param elsewhere the same where an engine keeps what comes in, for a transform that does more than add and knows how
 */
public record Sent(
        Supplier<float[]> reading,
        UnaryOperator<float[]> backward,
        Optional<List<float[]>> additions,
        Optional<Elsewhere> elsewhere) {

    /** A transform where an engine keeps features. */
    @FunctionalInterface
    public interface Elsewhere {

        /** @param features stay as they are */
        Way of(ResidentWork work, Batch features);
    }

    /**
     * There and back, where an engine keeps features.
     *
     * @param sent what the cloud gets
     * @param backward as that of values; the caller closes what it returns
     * @param kept for the way back
     */
    public record Way(Batch sent, UnaryOperator<Batch> backward, List<Batch> kept) implements AutoCloseable {

        /** One on which the gradient passes as it is. */
        public static Way of(Batch sent) {
            return new Way(sent, UnaryOperator.identity(), List.of());
        }

        private Way then(Way next) {
            var all = new ArrayList<>(kept);
            all.addAll(next.kept);
            all.add(sent);
            return new Way(next.sent, gradient -> back(next, gradient), all);
        }

        private Batch back(Way next, Batch gradient) {
            Batch between = next.backward.apply(gradient);
            Batch back = backward.apply(between);
            if (between != gradient && between != back) {
                between.close();
            }
            return back;
        }

        @Override
        public void close() {
            sent.close();
            kept.forEach(Batch::close);
        }
    }

    public Sent {
        reading = Once.of(reading);
    }

    /** Of values that were computed on the host. */
    public Sent(float[] values, UnaryOperator<float[]> backward) {
        this(() -> values, backward, Optional.empty(), Optional.empty());
    }

    /** What came in. */
    public static Sent unchanged(Features features) {
        return new Sent(features.reading(), UnaryOperator.identity(), Optional.of(List.of()), Optional.empty());
    }

    /** A transform that adds something which does not depend on the feature. */
    public static Sent adding(Features features, float[] addition) {
        return new Sent(
                () -> PenaltyValue.sum(addition, features.values()),
                UnaryOperator.identity(),
                Optional.of(List.of(addition)),
                Optional.empty());
    }

    /** As {@link #adding}, by whoever has added already. */
    public static Sent added(float[] values) {
        return new Sent(values, UnaryOperator.identity());
    }

    public float[] values() {
        return reading.get();
    }

    /** This, then another transform. */
    public Sent then(Sent next) {
        return new Sent(
                next.reading,
                gradient -> backward.apply(next.backward.apply(gradient)),
                additions.flatMap(before -> next.additions.map(
                        after -> Stream.concat(before.stream(), after.stream()).toList())),
                anywhere()
                        .flatMap(first -> next.anywhere().map(second -> (work, features) -> {
                            Way way = first.of(work, features);
                            return way.then(second.of(work, way.sent));
                        })));
    }

    /** Also of one that only adds. */
    private Optional<Elsewhere> anywhere() {
        return additions
                .<Elsewhere>map(added -> (work, features) -> Way.of(work.plus(features, added)))
                .or(() -> elsewhere);
    }
}
