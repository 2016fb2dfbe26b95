package lab.obscura.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which program this is.
 *
 * @param version of the release
 * @param commit of the source, {@code unknown} where the build could not ask for it
 * @param changed whether files differed from that commit
 * @param time of the build, UTC
 */
public record BuildInfo(String version, String commit, boolean changed, String time) {

    private static final String UNKNOWN = "unknown";

    /** As the build wrote it down. Without .git there is no file about the commit, but the builder may have named it. */
    public static BuildInfo ofThisProgram() {
        return of(read("/META-INF/build-info.properties"), read("/git.properties"));
    }

    static BuildInfo of(Properties build, Properties git) {
        String commit = git.getProperty("git.commit.id.abbrev", "");
        return new BuildInfo(
                build.getProperty("build.version", "development"),
                commit.isBlank() ? build.getProperty("build.commit", UNKNOWN) : commit,
                Boolean.parseBoolean(git.getProperty("git.dirty")),
                build.getProperty("build.time", UNKNOWN).replaceFirst("\\.\\d+Z", "Z"));
    }

    /** One line, as in {@code 0.1.0, commit 1a2b3c4d5e with changes, built 2026-11-28T09:43:45Z}. */
    @Override
    public String toString() {
        return version + ", commit " + commit + (changed ? " with changes" : "") + ", built " + time;
    }

    private static Properties read(String name) {
        var facts = new Properties();
        try (InputStream file = BuildInfo.class.getResourceAsStream(name)) {
            if (file != null) {
                facts.load(file);
            }
        } catch (IOException unreadable) {
            facts.clear(); // no reason not to start
        }
        return facts;
    }
}
