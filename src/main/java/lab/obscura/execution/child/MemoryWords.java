package lab.obscura.execution.child;

import java.util.Locale;

/** Says with numbers that the memory did not suffice, and what to do. */
final class MemoryWords {

    private static final long MEGABYTE = 1L << 20;

    private MemoryWords() {}

    static String of(OutOfMemoryError error) {
        if (String.valueOf(error.getMessage()).contains("CUDA")) {
            return String.format(
                    Locale.ROOT,
                    "The GPU's memory did not suffice: %s. Use a smaller batch, width or image size, or device cpu",
                    error.getMessage());
        }
        long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        String offHeap = System.getProperty("org.bytedeco.javacpp.maxbytes", "no limit");
        return String.format(
                Locale.ROOT,
                "Out of memory (heap %d MB, off-heap %s): %s. Use a smaller batch, width or image size, or raise "
                        + "obscura.worker.heap or obscura.worker.off-heap",
                heap,
                offHeap,
                error.getMessage());
    }
}
