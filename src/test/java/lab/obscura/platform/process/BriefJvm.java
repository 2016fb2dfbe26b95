package lab.obscura.platform.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** How tests start a JVM that lives for seconds. */
public final class BriefJvm {

    /** One word of its command line, for all the options in {@code brief-jvm.options}. */
    public static final String OPTIONS = "@" + file();

    private BriefJvm() {}

    private static Path file() {
        try {
            return Path.of(BriefJvm.class.getResource("/brief-jvm.options").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
