package lab.obscura.engine.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.leakage.Rebuilt;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.run.folder.Outcome;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run keeps of an attack, as a checkpoint.
 *
 * @param gallery what it made of the gallery's images
 * @param measured what it made of the images that measures look at, see {@link Rebuilt#spread}; maybe none
 */
record FinishedAttack(Outcome.AttackOutcome outcome, Reconstructions gallery, Reconstructions measured) {

    /** Of the checkpoint among those of an attack. */
    static final String NAME = "finished";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OUTCOME = "outcome";
    private static final String GALLERY = "gallery";
    private static final String MEASURED = "measured";

    static FinishedAttack of(CheckpointFile file) {
        Reconstructions gallery = images(file.tensors().get(GALLERY));
        Reconstructions measured = file.tensors().containsKey(MEASURED)
                ? images(file.tensors().get(MEASURED))
                : new Reconstructions(gallery.shape(), new float[0]);
        return new FinishedAttack(
                JSON.convertValue(file.facts().get(OUTCOME), Outcome.AttackOutcome.class), gallery, measured);
    }

    private static Reconstructions images(Tensor pixels) {
        long[] shape = pixels.shape();
        return new Reconstructions(new ImageShape((int) shape[1], (int) shape[2], (int) shape[3]), pixels.values());
    }

    /** Whether it holds what measures want: an earlier version kept the gallery alone. */
    boolean holds(int wanted) {
        return measured.count() == Math.min(wanted, outcome.evaluated());
    }

    /** What measures look at, beside the originals among these test images. */
    Rebuilt rebuilt(LabeledImages test) {
        int[] chosen = Rebuilt.spread(outcome.evaluated(), measured.count());
        int[] places = Arrays.stream(chosen).map(i -> outcome.images()[i]).toArray();
        return new Rebuilt(test.select(places), measured.pixels());
    }

    CheckpointFile toFile() {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put(GALLERY, tensor(gallery));
        if (measured.count() > 0) {
            tensors.put(MEASURED, tensor(measured));
        }
        return new CheckpointFile(Map.of(OUTCOME, JSON.convertValue(outcome, Map.class)), tensors);
    }

    private static Tensor tensor(Reconstructions images) {
        ImageShape image = images.shape();
        long[] shape = {images.count(), image.height(), image.width(), image.channels()};
        return new Tensor(shape, images.pixels());
    }
}
