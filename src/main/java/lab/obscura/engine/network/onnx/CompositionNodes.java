package lab.obscura.engine.network.onnx;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;

/** Networks made of networks. */
final class CompositionNodes {

    static final List<OnnxLayer> ALL = List.of(
            OnnxLayer.of(Sequence.class, CompositionNodes::sequence),
            OnnxLayer.of(ResidualSum.class, (sum, input, site) -> site.graph().node("Add", branches(sum, input, site))),
            OnnxLayer.of(
                    Product.class, (product, input, site) -> site.graph().node("Mul", branches(product, input, site))),
            OnnxLayer.of(
                    Concatenation.class,
                    (concatenation, input, site) -> site.graph()
                            .node("Concat", branches(concatenation, input, site), Attribute.whole("axis", 1))));

    private CompositionNodes() {}

    private static String sequence(Sequence sequence, String input, Site site) {
        List<ImageShape> shapes = sequence.inputsOfParts(site.input());
        String latest = input;
        for (int i = 0; i < shapes.size(); i++) {
            latest = OnnxLayers.append(sequence.layers().get(i), latest, site.part(i, shapes.get(i)));
        }
        return latest;
    }

    private static List<String> branches(Composition composition, String input, Site site) {
        List<ImageShape> shapes = composition.inputsOfParts(site.input());
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            ends.add(OnnxLayers.append(composition.parts().get(i), input, site.part(i, shapes.get(i))));
        }
        return ends;
    }
}
