package lab.obscura.execution.child;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
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
        long heap = heapLimit() / MEGABYTE;
        String offHeap = System.getProperty("org.bytedeco.javacpp.maxbytes", "no limit");
        return String.format(
                Locale.ROOT,
                "Out of memory (heap %d MB, off-heap %s): %s. Use a smaller batch, width or image size, or raise "
                        + "obscura.worker.heap or obscura.worker.off-heap",
                heap,
                offHeap,
                error.getMessage());
    }

    /** As it was set, in bytes: the runtime itself counts what the serial collector keeps free as not there. */
    private static long heapLimit() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Long.parseLong(machine.getVMOption("MaxHeapSize").getValue());
    }
}
