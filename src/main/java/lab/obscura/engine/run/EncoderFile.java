package lab.obscura.engine.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.dl4j.EdgeExport;
import lab.obscura.engine.network.onnx.OnnxExport;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.training.SplitNetwork;
import tools.jackson.databind.json.JsonMapper;

/** The trained edge encoder as a file: its layers as JSON and its parameters, in the checkpoint format. */
public final class EncoderFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EncoderFile() {}

    /** Its content, on the host: the network may go. */
    static CheckpointFile of(SplitNetwork network, String trainingHash) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("trainingHash", trainingHash);
        facts.put("input", network.spec().input().toString());
        facts.put("feature", network.feature().toString());
        facts.put("transforms", sentThrough(network.live().defense()));
        facts.put("edge", JSON.convertValue(network.edge().spec(), Map.class));
        return new CheckpointFile(facts, network.edge().state().learned().tensors());
    }

    /** The parts of a defense that act on the feature behind these layers, before it is sent. */
    private static List<String> sentThrough(Defense defense) {
        return defense.transforms().stream()
                .filter(transform -> transform.actsIn(Moment.TRANSMISSION))
                .map(transform -> transform.info().id())
                .toList();
    }

    /**
     * The layers of an encoder file.
     *
     * @throws DataException when the file is a checkpoint of something else
     */
    public static NetworkSpec layers(CheckpointFile file) {
        return JSON.convertValue(fact(file, "edge"), NetworkSpec.class);
    }

    /**
     * Writes an encoder as a DL4J model (a zip for {@code ModelSerializer.restoreComputationGraph}), without the transforms of the
     * defense.
     *
     * @throws DataException when the file is a checkpoint of something else
     * @throws IllegalArgumentException when a layer cannot be handed out; the message names it
     */
    public static void writeDl4j(CheckpointFile file, OutputStream target) throws IOException {
        EdgeExport.write(layers(file), new NetworkState(file.tensors()), input(file), target);
    }

    /**
     * Writes an encoder as an ONNX model, without the transforms of the defense. The file's metadata names these, and the training
     * that it comes from.
     *
     * @throws DataException when the file is a checkpoint of something else
     */
    public static void writeOnnx(CheckpointFile file, OutputStream target) throws IOException {
        var notes = new LinkedHashMap<String, String>();
        notes.put("input", "batch x height x width x channels, pixels in [0, 1]");
        notes.put("trainingHash", String.valueOf(file.facts().getOrDefault("trainingHash", "unknown")));
        // encoder files of version 0.1 do not say
        notes.put("transformsNotIncluded", String.valueOf(file.facts().getOrDefault("transforms", "unknown")));
        OnnxExport.write(layers(file), new NetworkState(file.tensors()), input(file), notes, target);
    }

    private static ImageShape input(CheckpointFile file) {
        return ImageShape.parse(String.valueOf(fact(file, "input")));
    }

    private static Object fact(CheckpointFile file, String name) {
        Object value = file.facts().get(name);
        if (value == null) {
            throw new DataException("This is no encoder: its header does not say '" + name
                    + "'. Take the file that GET /api/v1/runs/{id}/encoder answers, or encoder.obs of a run's folder");
        }
        return value;
    }
}
