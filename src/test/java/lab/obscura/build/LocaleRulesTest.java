package lab.obscura.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** File names, JSON and messages are the same in every country: nothing asks for the machine's language, time zone or charset. */
@AnalyzeClasses(packages = "lab.obscura", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleRulesTest {

    private static final Set<String> REFUSED = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.nio.charset.Charset.defaultCharset()",
            "java.time.ZoneId.systemDefault()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.TimeZone.getDefault()",
            "java.util.Locale.getDefault()",
            "java.util.Locale.getDefault(java.util.Locale$Category)");

    /** Formats of a country by nature, with whatever arguments. */
    private static final Set<String> REFUSED_TYPES = Set.of(
            "java.util.Scanner",
            "java.util.Formatter",
            "java.text.DecimalFormat",
            "java.text.NumberFormat",
            "java.text.MessageFormat",
            "java.text.SimpleDateFormat",
            "java.text.DateFormat",
            "java.text.Collator",
            "java.util.Calendar");

    @ArchTest
    static final ArchRule nothingAsksForTheMachinesCountry = noClasses()
            .should()
            .accessTargetWhere(
                    DescribedPredicate.describe("asks for the machine's country", LocaleRulesTest::isRefused))
            .because("0.5 is 0,5 elsewhere, 1 is \u0661 and i becomes \u0130: write String.format(Locale.ROOT, …), "
                    + "toLowerCase(Locale.ROOT), StandardCharsets.UTF_8, ZoneOffset.UTC");

    @Test
    void theRuleSeesEveryWayOfAsking() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        List<String> found = nothingAsksForTheMachinesCountry
                .evaluate(offender)
                .getFailureReport()
                .getDetails();

        assertThat(found).hasSize(Offender.WAYS);
    }

    private static boolean isRefused(JavaAccess<?> access) {
        return REFUSED.contains(access.getTarget().getFullName())
                || REFUSED_TYPES.contains(access.getTargetOwner().getName());
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
