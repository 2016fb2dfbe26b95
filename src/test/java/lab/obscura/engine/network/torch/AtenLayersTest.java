package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.network.LayerVocabulary;
import org.junit.jupiter.api.Test;

class AtenLayersTest {

    @Test
    void theEngineHasEveryLayerOfTheVocabulary() {
        assertThat(AtenLayers.types()).containsExactlyInAnyOrderElementsOf(LayerVocabulary.all());
    }
}
