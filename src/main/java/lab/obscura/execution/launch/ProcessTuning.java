package lab.obscura.execution.launch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a process that computes one run is started, whatever it computes. No number depends on it ({@code docs/decisions/0060-tuned-children.md}). */
public final class ProcessTuning {

    private static final String WAITING = "OMP_WAIT_POLICY";
    private static final String LOOKS = "GOMP_SPINCOUNT";

    /**
     * Most of the memory of such a process is native and most of its time is spent there: one thread collects its small heap as fast as
     * several, and needs less beside it; what dies young gets 64 MB, not a share of the machine. Java's better compiler takes methods that are called ten times as often as by default; loops that
     * run long it takes as early as ever.
     */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmn64m",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000");

    /**
     * Native threads that wait look a thousand times, some hundredths of a millisecond, and then sleep: one that slept at once is woken
     * late, hundreds of times in a step, and ones that go on looking take the cores from each other (a busy machine trained two and a half
     * times slower). OpenBLAS has threads of its own, which would spin for a fiftieth of a second after every product; its 4 means 2⁴ ticks. glibc
     * would give the kernel back what each step frees, and fetch it again, page by page, in the next one: it keeps up to 256 MiB,
     * of all threads in one place.
     */
    private static final Map<String, String> VARIABLES = Map.of(
            WAITING,
            "passive",
            LOOKS,
            "1000",
            "OPENBLAS_THREAD_TIMEOUT",
            "4",
            "MALLOC_ARENA_MAX",
            "1",
            "MALLOC_MMAP_THRESHOLD_",
            "1073741824",
            "MALLOC_TRIM_THRESHOLD_",
            "268435456");

    private ProcessTuning() {}

    /** Options of the JVM. */
    public static List<String> options() {
        return OPTIONS;
    }

    /**
     * Variables of the environment.
     *
     * @param own those of this process: what the operator has set stays, and whoever says how threads wait has said how long they look
     */
    public static Map<String, String> variables(Map<String, String> own) {
        Map<String, String> variables = new HashMap<>(VARIABLES);
        if (own.containsKey(WAITING)) {
            variables.remove(LOOKS);
        }
        VARIABLES.keySet().stream().filter(own::containsKey).forEach(name -> variables.put(name, own.get(name)));
        return variables;
    }
}
