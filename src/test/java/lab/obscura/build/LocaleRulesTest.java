package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.TimeZone;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@link LocaleRules} miss nothing. */
class LocaleRulesTest {

    @Test
    void theRuleSeesEveryWayOfAsking() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        List<String> found = LocaleRules.nothingAsksForTheMachinesCountry
                .evaluate(offender)
                .getFailureReport()
                .getDetails();

        assertThat(found).hasSize(Offender.WAYS);
    }

    /** Asks in some of these ways; only looked at, never run. */
    @SuppressWarnings({"unused", "DefaultCharset"})
    private static final class Offender {

        static final int WAYS = 12;

        static final Function<String, String> REFERENCE = String::toUpperCase;

        static String ask(InputStream in, Object number) {
            var out = new ByteArrayOutputStream();
            var printed = new PrintStream(out);
            printed.printf("%d", number);
            var reader = new InputStreamReader(in);
            var scanner = new Scanner(in, java.nio.charset.StandardCharsets.UTF_8);
            return String.format("%d", number)
                    + "%d".formatted(number)
                    + "I".toLowerCase()
                    + new DecimalFormat("0.0")
                    + new String("".getBytes())
                    + DateTimeFormatter.ofPattern("yyyy", Locale.ROOT)
                    + ZoneId.systemDefault()
                    + TimeZone.getTimeZone("UTC");
        }
    }
}
