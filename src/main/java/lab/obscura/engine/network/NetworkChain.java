package lab.obscura.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * A sequence built in pieces, so that one can look at what passes between them and push back on it. Otherwise it is what the engine would
 * have built in one piece: the same names, numbers and randomness.
 */
public final class NetworkChain implements Network {

    private final Sequence spec;
    private final ImageShape input;
    private final List<Network> pieces;
    /** Behind how many layers each piece ends. */
    private final List<Integer> ends;
    /** Which piece ends at a place. */
    private final Map<String, Integer> places;

    private List<Batch> outputs = List.of();

    private NetworkChain(Sequence spec, ImageShape input, List<Network> pieces, Map<String, Integer> cuts) {
        this.spec = spec;
        this.input = input;
        this.pieces = List.copyOf(pieces);
        this.ends = ends(spec, cuts);
        var pieceAt = new LinkedHashMap<String, Integer>();
        cuts.forEach((place, cut) -> pieceAt.put(place, ends.indexOf(cut)));
        this.places = Map.copyOf(pieceAt);
    }

    /** @param cuts behind how many layers each of the named places lies */
    public static NetworkChain of(
            Engine engine, Sequence spec, ImageShape input, Map<String, Integer> cuts, Seeds seeds) {
        List<Network> pieces = new ArrayList<>();
        ImageShape shape = input;
        int from = 0;
        for (int to : ends(spec, cuts)) {
            Network piece = engine.build(only(spec, from, to), shape, seeds);
            pieces.add(piece);
            shape = piece.output();
            from = to;
        }
        return new NetworkChain(spec, input, pieces, cuts);
    }

    private static List<Integer> ends(Sequence spec, Map<String, Integer> cuts) {
        List<Integer> ends = new ArrayList<>(new TreeSet<>(cuts.values()));
        if (!ends.contains(spec.layers().size())) {
            ends.add(spec.layers().size());
        }
        return ends;
    }

    /** The layers from one to before the other at their old positions, so that their paths stay: nothing stands in for the rest. */
    private static Sequence only(Sequence spec, int from, int to) {
        var layers = new ArrayList<NetworkSpec>();
        for (int i = 0; i < to; i++) {
            layers.add(i < from ? new Sequence(List.of()) : spec.layers().get(i));
        }
        return new Sequence(layers);
    }

    /** What came by at each place in the latest forward; valid until the next. */
    public Map<String, Batch> seen() {
        var seen = new LinkedHashMap<String, Batch>();
        places.forEach((place, piece) -> seen.put(place, outputs.get(piece)));
        return seen;
    }

    @Override
    public Batch forward(Batch x, Pass pass) {
        var passed = new ArrayList<Batch>();
        Batch y = x;
        for (Network piece : pieces) {
            y = piece.forward(y, pass);
            passed.add(y);
        }
        outputs = passed;
        return y;
    }

    /** Adds to a gradient on its way back what somebody pushes at a place. */
    @FunctionalInterface
    public interface Push {

        /**
         * @param gradient at the place; stays as it is
         * @return it, or a sum that whoever takes the gradient further closes
         */
        Batch on(Batch gradient, String place);
    }

    @Override
    public Batch backward(Batch outputGradient, Wanted wanted) {
        return backward(outputGradient, wanted, (gradient, place) -> gradient);
    }

    /** As {@link #backward(Batch, Wanted)}, with gradients that are added on the way. */
    public Batch backward(Batch outputGradient, Wanted wanted, Push push) {
        Batch gradient = outputGradient;
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Wanted here = i == 0 ? wanted : wanted.parameters() ? Wanted.BOTH : Wanted.INPUT;
            Batch came = gradient;
            Batch pushed = pushed(i, came, push);
            try {
                gradient = pieces.get(i).backward(pushed, here);
            } finally {
                closeUnlessSame(pushed, came);
            }
        }
        return gradient;
    }

    /** With all that is pushed where a piece ends. */
    private Batch pushed(int piece, Batch gradient, Push push) {
        Batch sum = gradient;
        for (var place : places.entrySet()) {
            if (place.getValue() == piece) {
                Batch next = push.on(sum, place.getKey());
                if (next != sum) {
                    closeUnlessSame(sum, gradient);
                }
                sum = next;
            }
        }
        return sum;
    }

    private static void closeUnlessSame(Batch batch, Batch other) {
        if (batch != other) {
            batch.close();
        }
    }

    @Override
    public void forgetPass() {
        pieces.forEach(Network::forgetPass);
    }

    @Override
    public Gradients gradients() {
        return new ChainGradients(pieces, ends);
    }

    @Override
    public void update(OptimizerStep step) {
        pieces.forEach(piece -> piece.update(step));
    }

    @Override
    public NetworkState state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        pieces.forEach(piece -> tensors.putAll(piece.state().tensors()));
        return new NetworkState(tensors);
    }

    @Override
    public void load(NetworkState state) {
        pieces.forEach(piece -> piece.load(state));
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public ImageShape input() {
        return input;
    }

    @Override
    public ImageShape output() {
        return pieces.get(pieces.size() - 1).output();
    }

    @Override
    public long parameterCount() {
        return pieces.stream().mapToLong(Network::parameterCount).sum();
    }

    @Override
    public void close() {
        pieces.forEach(Network::close);
    }
}
