package lab.obscura.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.GradientRule;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.TrainingStep.Passed;
import lab.obscura.engine.training.TrainingStep.Place;

/**
 * The ways back of a step under a rule for gradients: one image at a time, each with its own draw of dropout and noise. Terms of the
 * defense see the whole batch, so the images pass once more ahead where there are any; each image then takes back its share of
 * their gradient.
 */
final class ImageByImage {

    private final SplitNetwork network;
    private final GradientRule rule;
    private final DefenseTerms terms;
    private final Seeds seeds;

    ImageByImage(SplitNetwork network, GradientRule rule, DefenseTerms terms, Seeds seeds) {
        this.network = network;
        this.rule = rule;
        this.terms = terms;
        this.seeds = seeds;
    }

    /** Leaves what the rule made of the gradients in the network. */
    Passed run(LabeledBatch batch, Place at) {
        Optional<FeatureBatch> seen =
                terms.areThere() && batch.count() >= 2 ? Optional.of(ahead(batch, at)) : Optional.empty();
        PenaltyValue penalty =
                at.rate() == 0 ? PenaltyValue.none() : seen.map(terms::of).orElseGet(PenaltyValue::none);
        double loss = 0;
        int correct = 0;
        double[] sum = new double
                [halves(at).stream()
                        .mapToInt(half -> Math.toIntExact(half.parameterCount()))
                        .sum()];
        for (int i = 0; i < batch.count(); i++) {
            PenaltyValue share = share(penalty, i, batch.count());
            LabeledBatch image = batch.only(i);
            BatchLoss.Numbers one = Passage.of(network, image, draws(at, i), at.edgeIsFrozen(), passage -> {
                BatchLoss own = at.target().of(network.work(), passage.logits(), image.labels());
                try (Batch atLogits = own.gradient()) {
                    passage.back(atLogits, share);
                }
                return own.numbers();
            });
            loss += one.loss() / batch.count();
            correct += one.correct();
            add(sum, at);
        }
        var task = new BatchLoss.Numbers(loss, correct);
        rule.finish(sum, seeds.stream("gradients", at.iteration()));
        put(sum, at);
        return new Passed(() -> task, penalty, seen);
    }

    private List<Network> halves(Place at) {
        return at.edgeIsFrozen() ? List.of(network.tail()) : List.of(network.edge(), network.tail());
    }

    private Passage.Draws draws(Place at, int image) {
        return new Passage.Draws(
                seeds.family("encoder.dropout", at.iteration(), image),
                seeds.family("defense.noise", at.iteration(), image),
                seeds.family("tail.dropout", at.iteration(), image));
    }

    /** The batch as the coming passages will see it. */
    private FeatureBatch ahead(LabeledBatch batch, Place at) {
        List<Passage> passages = IntStream.range(0, batch.count())
                .mapToObj(i -> Passage.of(network, batch.only(i), draws(at, i), at.edgeIsFrozen(), Passage::read))
                .toList();
        Features first = passages.get(0).clean();
        float[] clean = joined(passages.stream().map(each -> each.clean().values()));
        float[] sent = joined(passages.stream().map(each -> each.sent().values()));
        var taps = new HashMap<String, Tap>();
        passages.get(0)
                .taps()
                .byPlace()
                .forEach((place, tap) -> taps.put(
                        place,
                        new Tap(
                                tap.shape(),
                                joined(passages.stream()
                                        .map(each -> each.taps().at(place).values())))));
        return terms.seen(batch, first.of(clean), () -> sent, at).with(new Taps(taps));
    }

    private static float[] joined(Stream<float[]> parts) {
        List<float[]> all = parts.toList();
        float[] joined = new float[all.stream().mapToInt(part -> part.length).sum()];
        int from = 0;
        for (float[] part : all) {
            System.arraycopy(part, 0, joined, from, part.length);
            from += part.length;
        }
        return joined;
    }

    /** The gradients at one image's values. Terms are means over the batch, and the images' gradients are added up: times the count. */
    private static PenaltyValue share(PenaltyValue penalty, int image, int count) {
        var atTaps = new HashMap<String, float[]>();
        penalty.atTaps().forEach((place, all) -> atTaps.put(place, share(all, image, count)));
        return new PenaltyValue(0, share(penalty.gradient(), image, count), Map.copyOf(atTaps));
    }

    private static float[] share(float[] all, int image, int count) {
        int size = all.length / count;
        float[] own = Arrays.copyOfRange(all, image * size, (image + 1) * size);
        for (int i = 0; i < own.length; i++) {
            own[i] *= count;
        }
        return own;
    }

    /** Adds the gradient that the halves hold, times its factor, and clears it. */
    private void add(double[] sum, Place at) {
        var parts = new ArrayList<float[]>();
        double squares = 0;
        for (Network half : halves(at)) {
            float[] part = half.gradients().values();
            half.gradients().clear();
            parts.add(part);
            for (float derivative : part) {
                squares += (double) derivative * derivative;
            }
        }
        double factor = rule.factor(Math.sqrt(squares));
        int position = 0;
        for (float[] part : parts) {
            for (float derivative : part) {
                sum[position++] += factor * derivative;
            }
        }
    }

    private void put(double[] sum, Place at) {
        int position = 0;
        for (Network half : halves(at)) {
            float[] part = new float[Math.toIntExact(half.parameterCount())];
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) sum[position++];
            }
            half.gradients().put(part);
        }
    }
}
