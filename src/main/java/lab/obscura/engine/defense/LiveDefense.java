package lab.obscura.engine.defense;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/** A defense at work: its parts, each with what it remembers. */
public final class LiveDefense implements AutoCloseable {

    private final Defense defense;
    private final Map<DefensePart, PartState> states = new IdentityHashMap<>();

    /** Every part with an empty state. */
    public LiveDefense(Defense defense, Engine engine, Seeds seeds) {
        this.defense = defense;
        for (int i = 0; i < defense.parts().size(); i++) {
            states.put(defense.parts().get(i), new PartState(engine, seeds.family("part.init", i)));
        }
    }

    public Defense defense() {
        return defense;
    }

    public PartState state(DefensePart part) {
        return states.get(part);
    }

    /** As {@link Defense#noiseStandardDeviation}, with what the parts chose in the training. */
    public double noiseStandardDeviation() {
        return Math.sqrt(defense.transforms().stream()
                .mapToDouble(transform -> Math.pow(transform.noiseStandardDeviation(state(transform)), 2))
                .sum());
    }

    /** What the transforms make of these clean features at this moment, drawn from these seeds. */
    public Sent send(Features clean, Moment moment, Seeds seeds) {
        List<FeatureTransform> transforms = defense.transforms();
        Sent sent = Sent.unchanged(clean);
        for (int i = 0; i < transforms.size(); i++) {
            FeatureTransform transform = transforms.get(i);
            if (transform.actsIn(moment)) {
                var random = new RandomStream(seeds.child("transform", i));
                sent = sent.then(transform.apply(clean.with(sent.reading()), moment, random, state(transform)));
            }
        }
        return sent;
    }

    /** What the parts have to say about the training that is over, each beginning with the part's id. */
    public List<String> warnings() {
        return defense.parts().stream()
                .flatMap(part -> Stream.concat(
                                part.warnings(states.get(part)).stream(), part.warningsAmong(defense).stream())
                        .map(warning -> part.info().id() + ": " + warning))
                .toList();
    }

    /** What the parts know about the training that is over, in numbers named {@code <id>.<name>}. */
    public Map<String, Double> metrics() {
        var metrics = new LinkedHashMap<String, Double>();
        defense.parts()
                .forEach(part -> part.metrics(defense, states.get(part))
                        .forEach((name, value) -> metrics.put(part.info().id() + "." + name, value)));
        return metrics;
    }

    /** What all parts remember, by their place in the definition. */
    public Map<String, Tensor> tensors() {
        var tensors = new LinkedHashMap<String, Tensor>();
        places().forEach(i -> states.get(defense.parts().get(i))
                .tensors()
                .forEach((name, tensor) -> tensors.put(i + "/" + name, tensor)));
        return tensors;
    }

    /** Takes over what {@link #tensors} returned. */
    public void load(Map<String, Tensor> stored) {
        places().forEach(i -> {
            var own = new LinkedHashMap<String, Tensor>();
            String prefix = i + "/";
            stored.forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), tensor);
                }
            });
            states.get(defense.parts().get(i)).load(own);
        });
    }

    private IntStream places() {
        return IntStream.range(0, defense.parts().size());
    }

    @Override
    public void close() {
        states.values().forEach(PartState::close);
    }
}
