package lab.obscura.engine.network.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;

/** The layers of one half as a backbone appends them, with the places at which parts of a defense may look. */
public final class HalfBuilder {

    /** The place between the last plane and the dense layers. */
    public static final String POOLED = "pooled";

    private final Side side;
    private final List<Segment> segments = new ArrayList<>();
    private final List<NetworkSpec> all = new ArrayList<>();
    private final List<NetworkSpec> open = new ArrayList<>();

    public HalfBuilder(Side side) {
        this.side = side;
    }

    public void add(NetworkSpec... layers) {
        addAll(List.of(layers));
    }

    public void addAll(List<NetworkSpec> layers) {
        all.addAll(layers);
        open.addAll(layers);
    }

    /** Behind cut layer so-and-so. */
    public void endBlock(int cutLayer) {
        end("block " + cutLayer);
    }

    /** The layers so far end at a place of this name. */
    public void end(String place) {
        segments.add(new Segment(side, place, Layers.sequence(List.copyOf(open))));
        open.clear();
    }

    public ImageShape output(ImageShape input) {
        return Layers.sequence(all).output(input);
    }

    /** Ends both halves. */
    public static SplitSpec split(ImageShape input, HalfBuilder edge, HalfBuilder tail) {
        edge.end(SplitSpec.FEATURE);
        tail.end(SplitSpec.LOGITS);
        return new SplitSpec(
                input,
                Stream.concat(edge.segments.stream(), tail.segments.stream()).toList());
    }
}
