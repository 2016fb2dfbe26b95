package lab.obscura.engine.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.training.CheckpointFile;
import lab.obscura.engine.training.SplitNetwork;
import tools.jackson.databind.json.JsonMapper;

/** The trained edge encoder as a file: its layers as JSON and its parameters, in the checkpoint format. */
public final class EncoderFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EncoderFile() {}

    static byte[] of(SplitNetwork network, String trainingHash) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("trainingHash", trainingHash);
        facts.put("input", network.spec().input().toString());
        facts.put("feature", network.feature().toString());
        facts.put("edge", JSON.convertValue(network.edge().spec(), Map.class));
        var tensors = new LinkedHashMap<String, Tensor>();
        network.edge().state().tensors().forEach((name, tensor) -> {
            if (!name.contains("/") && !name.startsWith("adam")) {
                tensors.put(name, tensor);
            }
        });
        return new CheckpointFile(facts, tensors).toBytes();
    }

    /** The layers of an encoder file. */
    public static NetworkSpec layers(CheckpointFile file) {
        return JSON.convertValue(file.facts().get("edge"), NetworkSpec.class);
    }
}
