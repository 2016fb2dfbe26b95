package lab.obscura.engine.network.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import org.junit.jupiter.api.Test;

class NetworkLoadTest {

    private static final ImageShape INPUT = new ImageShape(8, 8, 3);

    @Test
    void everyWeightCountsOnceWhateverTheStride() {
        var down = new Convolution(3, 4, 3, 2, 1, false, Init.XAVIER_UNIFORM);
        var up = new TransposedConvolution(4, 5, 3, 2, 1, 1, false, Init.XAVIER_UNIFORM);
        var load = new NetworkLoad(new Sequence(List.of(down, up)), INPUT, 1);

        assertThat(load.weights()).isEqualTo(3 * 3 * 3 * 4 + 3 * 3 * 4 * 5);
    }

    @Test
    void bothWaysOfASumCount() {
        var body = new Convolution(3, 3, 3, 1, 1, false, Init.XAVIER_UNIFORM);
        var load = new NetworkLoad(new ResidualSum(body, new Sequence(List.of())), INPUT, 2);

        int weights = 3 * 3 * 3 * 3;
        assertThat(load.weights()).isEqualTo(weights);
        assertThat(load.learning()).isEqualTo(2 * 2 * INPUT.size() + 4 * weights);
        assertThat(load.answering()).isEqualTo(2 * INPUT.size() + 2 * weights);
    }
}
