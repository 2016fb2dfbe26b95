package lab.obscura.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where data sets lie.
 *
 * @param directory every folder in it is a data set
 * @param fetched folder of a worker for data sets that it has fetched from the service; empty: {@code fetched} under {@code obscura.scratch}
 * @param fetchedLimit bytes of these; the ones that were used longest ago go first
 * @param fetchedKept how long one stays that nobody uses
 */
public record DataSettings(
        @DefaultValue("data") Path directory,
        @DefaultValue("") String fetched,
        @DefaultValue("50GB") DataSize fetchedLimit,
        @DefaultValue("7d") Duration fetchedKept) {

    public DataSettings {
        if (fetchedLimit.toBytes() <= 0 || fetchedKept.isNegative() || fetchedKept.isZero()) {
            throw new IllegalArgumentException(
                    "obscura.data.fetched-limit and obscura.data.fetched-kept must be above 0,"
                            + " were " + fetchedLimit.toBytes() + "B and " + fetchedKept.toSeconds()
                            + "s. Leave them out for 50GB and 7d");
        }
    }

    /** Where fetched ones lie, when this is what {@code obscura.scratch} says. */
    public Path fetchedUnder(Path scratch) {
        return fetched.isEmpty() ? scratch.resolve("fetched") : Path.of(fetched);
    }
}
