package lab.obscura.engine.network.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Segment.Side;

/**
 * A network cut in two. The edge is everything on the device, from pixels in [0, 1] to the feature that is sent: normalization,
 * layers, bottleneck, activation. Parameters, multiply-adds, latency, export and white-box attacks mean exactly this. Each half is a
 * list of segments; at their ends the parts of a defense may look.
 *
 * @param input shape of one image
 * @param segments those of the edge, the last one ending at {@value #FEATURE}, then those of the tail, the last one ending at
 *     {@value #LOGITS}
 */
public record SplitSpec(ImageShape input, List<Segment> segments) {

    /** The place behind the edge. */
    public static final String FEATURE = "z";
    /** The place behind the tail. */
    public static final String LOGITS = "logits";

    public SplitSpec {
        segments = List.copyOf(segments);
        List<String> names = segments.stream().map(Segment::end).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("Every place needs a name of its own, was " + names);
        }
    }

    /** Two halves into which nobody looks. */
    public SplitSpec(ImageShape input, NetworkSpec edge, NetworkSpec tail) {
        this(input, List.of(new Segment(Side.EDGE, FEATURE, edge), new Segment(Side.TAIL, LOGITS, tail)));
    }

    public NetworkSpec edge() {
        return joined(of(Side.EDGE));
    }

    public NetworkSpec tail() {
        return joined(of(Side.TAIL));
    }

    /** Shape of what is sent. */
    public ImageShape feature() {
        return edge().output(input);
    }

    /** Names of all places that can be looked at, in the order in which a batch comes by. */
    public List<String> places() {
        return segments.stream().map(Segment::end).toList();
    }

    /** Shape of one example at each of these places; a place that the network does not have is left out. */
    public Map<String, ImageShape> shapes(Collection<String> places) {
        var shapes = new LinkedHashMap<String, ImageShape>();
        ImageShape shape = input;
        for (Segment segment : segments) {
            shape = segment.layers().output(shape);
            if (places.contains(segment.end())) {
                shapes.put(segment.end(), shape);
            }
        }
        return shapes;
    }

    /**
     * Behind how many layers of a half these places lie, for those that are in it and not at its end.
     *
     * @throws IllegalArgumentException when the network has no place of such a name; the message lists those that it has
     */
    public Map<String, Integer> cuts(Side side, Collection<String> places) {
        if (!places().containsAll(places)) {
            throw new IllegalArgumentException(
                    "This network cannot be looked at in all of " + places + "; it has the places " + places());
        }
        var cuts = new LinkedHashMap<String, Integer>();
        int layers = 0;
        List<Segment> half = of(side);
        for (Segment segment : half.subList(0, half.size() - 1)) {
            layers += segment.list().size();
            if (places.contains(segment.end())) {
                cuts.put(segment.end(), layers);
            }
        }
        return cuts;
    }

    /** With other layers in one segment. */
    public SplitSpec with(Segment old, NetworkSpec layers) {
        return new SplitSpec(
                input,
                segments.stream()
                        .map(segment -> segment == old ? new Segment(segment.side(), segment.end(), layers) : segment)
                        .toList());
    }

    /** With another edge, layer for layer in the place of this one's. One of another length keeps only the place at its end. */
    public SplitSpec withEdge(NetworkSpec edge) {
        var changed = new ArrayList<Segment>();
        List<NetworkSpec> layers = new Segment(Side.EDGE, FEATURE, edge).list();
        List<Segment> before = of(Side.EDGE);
        if (before.size() == 1
                || layers.size()
                        != new Segment(Side.EDGE, FEATURE, edge()).list().size()) {
            changed.add(new Segment(Side.EDGE, FEATURE, edge));
        } else {
            int from = 0;
            for (Segment segment : before) {
                int to = from + segment.list().size();
                changed.add(new Segment(Side.EDGE, segment.end(), new Sequence(layers.subList(from, to))));
                from = to;
            }
        }
        changed.addAll(of(Side.TAIL));
        return new SplitSpec(input, changed);
    }

    /** With more layers at the end of the edge. */
    public SplitSpec behindEdge(List<NetworkSpec> more) {
        List<Segment> edge = of(Side.EDGE);
        Segment last = edge.get(edge.size() - 1);
        return with(last, Layers.joined(last.list(), more));
    }

    /** With more layers at the start of the tail, which undo there what was done to the feature at the end of the edge. */
    public SplitSpec beforeTail(List<NetworkSpec> more) {
        Segment first = of(Side.TAIL).get(0);
        return with(first, Layers.joined(more, first.list()));
    }

    public List<Segment> of(Side side) {
        return segments.stream().filter(segment -> segment.side() == side).toList();
    }

    private static NetworkSpec joined(List<Segment> half) {
        if (half.size() == 1) {
            return half.get(0).layers();
        }
        return new Sequence(
                half.stream().flatMap(segment -> segment.list().stream()).toList());
    }
}
