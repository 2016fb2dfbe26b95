package lab.obscura.engine.network.spec;

import static lab.obscura.engine.network.spec.Layers.relu;
import static lab.obscura.engine.network.spec.Layers.sequence;
import static lab.obscura.engine.network.spec.Layers.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Segment.Side;
import org.junit.jupiter.api.Test;

class SplitSpecTest {

    private static final SplitSpec SPLIT = new SplitSpec(
            new ImageShape(4, 4, 3),
            List.of(
                    new Segment(Side.EDGE, "block 1", sequence(relu(), relu())),
                    new Segment(Side.EDGE, "block 2", sequence(relu())),
                    new Segment(Side.EDGE, "z", sequence(sigmoid())),
                    new Segment(Side.TAIL, "pooled", sequence(relu())),
                    new Segment(Side.TAIL, "logits", sequence(relu()))));

    @Test
    void halvesAreTheirSegmentsBehindEachOther() {
        assertThat(SPLIT.edge()).isEqualTo(sequence(relu(), relu(), relu(), sigmoid()));
        assertThat(SPLIT.tail()).isEqualTo(sequence(relu(), relu()));
    }

    @Test
    void aPlaceLiesBehindTheLayersBeforeIt() {
        List<String> places = List.of("block 2", "z", "pooled", "logits");

        assertThat(SPLIT.cuts(Side.EDGE, places)).isEqualTo(Map.of("block 2", 3));
        assertThat(SPLIT.cuts(Side.TAIL, places)).isEqualTo(Map.of("pooled", 1));
    }

    @Test
    void refusesAPlaceThatIsNotThereAndNamesThoseThatAre() {
        assertThatThrownBy(() -> SPLIT.cuts(Side.EDGE, List.of("block 3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This network cannot be looked at in all of [block 3]; it has the places "
                        + "[block 1, block 2, z, pooled, logits]");
    }

    @Test
    void twoSegmentsDoNotEndAtTheSamePlace() {
        var twice = new Segment(Side.EDGE, "z", sequence());

        assertThatThrownBy(() -> new SplitSpec(SPLIT.input(), List.of(twice, twice)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[z, z]");
    }

    @Test
    void anEdgeOfTheSameLengthKeepsItsPlaces() {
        SplitSpec changed = SPLIT.withEdge(sequence(sigmoid(), relu(), relu(), sigmoid()));

        assertThat(changed.segments().get(0).layers()).isEqualTo(sequence(sigmoid(), relu()));
        assertThat(changed.places()).isEqualTo(SPLIT.places());
    }

    @Test
    void anEdgeOfAnotherLengthKeepsThePlaceAtItsEnd() {
        assertThat(SPLIT.withEdge(sequence(relu())).places()).containsExactly("z", "pooled", "logits");
    }
}
