package lab.obscura.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * File names, JSON and messages are the same in every country: nothing asks for the machine's language, time zone or charset. {@link
 * ArchitectureTest} asks, which has read all classes anyway.
 */
final class LocaleRules {

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
            .accessTargetWhere(DescribedPredicate.describe("asks for the machine's country", LocaleRules::isRefused))
            .because("0.5 is 0,5 elsewhere, 1 is \u0661 and i becomes \u0130: write String.format(Locale.ROOT, …), "
                    + "toLowerCase(Locale.ROOT), StandardCharsets.UTF_8, ZoneOffset.UTC");

    private LocaleRules() {}

    private static boolean isRefused(JavaAccess<?> access) {
        return REFUSED.contains(access.getTarget().getFullName())
                || REFUSED_TYPES.contains(access.getTargetOwner().getName());
    }
}
