package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the trained tensors of a network lie in one flat vector, so that an optimizer step is a handful of operations and not a handful
 * per layer.
 *
 * @param size how long that vector is
 */
public record FlatLayout(Map<String, Window> windows, long size) {

    /** Tensors start at multiples of this many values: aligned memory is faster. The gaps stay zero. */
    private static final int ALIGNMENT = 16;

    public FlatLayout {
        windows = Collections.unmodifiableMap(new LinkedHashMap<>(windows));
    }

    /** For every tensor of the state that is trained, in its order. */
    public static FlatLayout of(NetworkState initial) {
        var windows = new LinkedHashMap<String, Window>();
        long size = 0;
        for (var entry : initial.tensors().entrySet()) {
            if (NetworkState.isTrained(entry.getKey())) {
                var window = new Window(size, entry.getValue().shape());
                windows.put(entry.getKey(), window);
                size += (window.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            }
        }
        return new FlatLayout(windows, Math.max(size, ALIGNMENT));
    }

    /** Trained scalars. */
    public long count() {
        return windows.values().stream().mapToLong(Window::length).sum();
    }

    /** Refuses a vector that is not one value for each trained scalar. */
    public void require(float[] values) {
        if (values.length != count()) {
            throw new IllegalArgumentException(
                    "This network has " + count() + " trained scalars, not " + values.length);
        }
    }

    /** The window of one parameter. */
    public Window of(String parameter) {
        Window window = windows.get(parameter);
        if (window == null) {
            throw new IllegalArgumentException("No parameter " + parameter + "; there are " + windows.keySet());
        }
        return window;
    }

    /** One tensor's part of the vector, row-major. */
    public record Window(long start, long[] shape) {

        public long length() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }
}
