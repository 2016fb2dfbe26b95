package lab.obscura.engine.defense;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.network.Tensor;

/** What a part remembers between batches: named tensors, so that a checkpoint can hold them without knowing the part. */
public final class PartState {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    public PartState() {}

    public PartState(Map<String, Tensor> tensors) {
        this.tensors.putAll(tensors);
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    public void put(String name, Tensor tensor) {
        tensors.put(name, tensor);
    }

    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }
}
