package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;

class FinishedAttackTest {

    private static final ImageShape SHAPE = new ImageShape(1, 1, 1);
    private static final Reconstructions GALLERY = new Reconstructions(SHAPE, new float[] {0.5f});

    /** Four images were attacked, of which measures look at the first and the third. */
    private static final FinishedAttack FINISHED = new FinishedAttack(
            new Outcome.AttackOutcome(
                    "linear",
                    "linear",
                    Map.of(),
                    "train",
                    new int[] {1, 3, 4, 6},
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Learning.NONE),
            GALLERY,
            new Reconstructions(SHAPE, new float[] {0.1f, 0.4f}));

    private static final LabeledImages TEST = new LabeledImages(
            SHAPE, new byte[7], new int[] {0, 1, 2, 3, 4, 5, 6}, List.of("a", "b", "c", "d", "e", "f", "g"));

    @Test
    void whatMeasuresLookAtComesBackWithItsOriginals() {
        var again = FinishedAttack.of(FINISHED.toFile());

        assertThat(again.rebuilt(TEST).pixels()).containsExactly(0.1f, 0.4f);
        assertThat(again.rebuilt(TEST).originals().labels()).containsExactly(1, 4);
        assertThat(again.gallery().pixels()).containsExactly(0.5f);
        assertThat(again.holds(2)).isTrue();
        assertThat(again.holds(3)).isFalse();
    }

    @Test
    void theFileOfAnEarlierVersionHoldsTheGalleryAlone() {
        CheckpointFile file = FINISHED.toFile();
        var earlier = FinishedAttack.of(new CheckpointFile(
                file.facts(), Map.of("gallery", file.tensors().get("gallery"))));

        assertThat(earlier.holds(0)).isTrue();
        assertThat(earlier.holds(2)).isFalse();
    }
}
