package lab.obscura.engine.network.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import lab.obscura.engine.files.NativeCache;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses ND4J's native build for this processor. Must act before the first class of ND4J or JavaCPP is touched, so programs
 * that hold arrays of their own call {@link #choose()} first.
 */
public final class NativeBuild {

    /** The property by which JavaCPP picks between builds of the same library. */
    public static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

    private static final Logger LOG = LoggerFactory.getLogger(NativeBuild.class);
    private static final String MAVEN = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private NativeBuild() {}

    /** Names the build with oneDNN that fits the processor's flags, unless somebody already named one. */
    public static void choose() {
        if (System.getProperty(EXTENSION) == null) {
            System.setProperty(EXTENSION, fitting(processorFlags()));
        }
    }

    /** Loads ND4J with the chosen build, switches its periodic garbage collection off and warns when oneDNN is missing. */
    public static void load() {
        choose();
        // Arrays are closed where they are used; a forced collection every few seconds only costs time.
        NativeCache.load(
                "nd4j-" + version() + System.getProperty(EXTENSION),
                () -> Nd4j.getMemoryManager().togglePeriodicGc(false));
        String build = buildInformation();
        if (computesOnCpu() && !build.contains("HAVE_ONEDNN")) {
            LOG.warn(
                    "ND4J was loaded without oneDNN ({}={}): training is about three times slower. "
                            + "Remove the property, or set it to -onednn-avx2 or -onednn-avx512.",
                    EXTENSION,
                    System.getProperty(EXTENSION));
        }
    }

    /** ND4J chooses its backend once per process; where the CUDA build is there and finds a device, it is preferred. */
    public static boolean computesOnCpu() {
        return Nd4j.getEnvironment().isCPU();
    }

    /** What ND4J says about its native library. */
    static String buildInformation() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
    }

    /** ND4J's version. Its jar names it nowhere but in what Maven left there. */
    static String version() {
        var properties = new Properties();
        try (InputStream file = Nd4j.class.getResourceAsStream(MAVEN)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException unreadable) {
            LOG.info("No version in {}: {}", MAVEN, unreadable.getMessage());
        }
        return properties.getProperty("version", "of unknown version");
    }

    static String fitting(String flags) {
        return flags.contains(" avx512f") && flags.contains(" avx512bw") ? "-onednn-avx512" : "-onednn-avx2";
    }

    private static String processorFlags() {
        try (var lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("flags")).findFirst().orElse("");
        } catch (IOException unreadable) {
            // Not Linux, or a closed /proc: the build that runs on every processor of the last ten years.
            LOG.info("No processor flags in {}: {}", PROCESSOR, unreadable.getMessage());
            return "";
        }
    }
}
