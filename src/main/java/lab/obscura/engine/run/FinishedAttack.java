package lab.obscura.engine.run;

import java.util.Map;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.run.folder.Outcome;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run keeps of an attack, as a checkpoint.
 *
 * @param gallery what it made of the gallery's images
 */
record FinishedAttack(Outcome.AttackOutcome outcome, Reconstructions gallery) {

    /** Of the checkpoint among those of an attack. */
    static final String NAME = "finished";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OUTCOME = "outcome";
    private static final String GALLERY = "gallery";

    static FinishedAttack of(CheckpointFile file) {
        Tensor pixels = file.tensors().get(GALLERY);
        long[] shape = pixels.shape();
        return new FinishedAttack(
                JSON.convertValue(file.facts().get(OUTCOME), Outcome.AttackOutcome.class),
                new Reconstructions(new ImageShape((int) shape[1], (int) shape[2], (int) shape[3]), pixels.values()));
    }

    CheckpointFile toFile() {
        ImageShape image = gallery.shape();
        long[] shape = {gallery.count(), image.height(), image.width(), image.channels()};
        return new CheckpointFile(
                Map.of(OUTCOME, JSON.convertValue(outcome, Map.class)),
                Map.of(GALLERY, new Tensor(shape, gallery.pixels())));
    }
}
