package lab.obscura.platform.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Slurm writes them: {@code 90} minutes, {@code 90:30}, {@code 4:00:00}, {@code 2-12}, {@code 2-12:30:00}. */
final class SlurmTime {

    private static final Pattern WITH_DAYS = Pattern.compile("(\\d{1,4})-(\\d{1,3})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");
    private static final Pattern WITHOUT = Pattern.compile("(\\d{1,6})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");

    private SlurmTime() {}

    static Duration parse(String text) {
        Matcher days = WITH_DAYS.matcher(text);
        if (days.matches()) {
            return Duration.ofDays(number(days, 1))
                    .plusHours(number(days, 2))
                    .plusMinutes(number(days, 3))
                    .plusSeconds(number(days, 4));
        }
        Matcher plain = WITHOUT.matcher(text);
        if (!plain.matches()) {
            throw new IllegalArgumentException(
                    "obscura.cluster.pools[].sbatch: --time must be like 90, 4:00:00 or 2-12:00:00, was " + text);
        }
        return plain.group(3) == null
                ? Duration.ofMinutes(number(plain, 1)).plusSeconds(number(plain, 2))
                : Duration.ofHours(number(plain, 1))
                        .plusMinutes(number(plain, 2))
                        .plusSeconds(number(plain, 3));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
