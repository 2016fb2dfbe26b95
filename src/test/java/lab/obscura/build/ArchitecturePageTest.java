package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The map of the packages shows the packages. */
@AnalyzeClasses(packages = "lab.obscura", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitecturePageTest {

    private static final String ROOT = "lab.obscura";
    private static final String ENGINE = ROOT + ".engine";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\|");
    private static final Pattern DRAWING = Pattern.compile("(?s)```mermaid\n(.*?)```");

    @ArchTest
    static void everyPackageIsListed(JavaClasses classes) throws IOException {
        Set<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.equals(ROOT) ? "application" : name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found(ROW, page()).map(row -> row.group(1)))
                .as("Correct the list of packages in docs/architecture.md")
                .containsExactlyElementsOf(packages);
    }

    @ArchTest
    static void arrowsOfTheServiceAreThoseOfTheCode(JavaClasses classes) throws IOException {
        assertThat(arrows("service"))
                .as("Correct the first drawing in docs/architecture.md")
                .isEqualTo(uses(classes, ArchitecturePageTest::room, "platform", "account"));
    }

    @ArchTest
    static void arrowsOfTheEngineAreThoseOfTheCode(JavaClasses classes) throws IOException {
        assertThat(arrows("engine"))
                .as("Correct the second drawing in docs/architecture.md")
                .isEqualTo(uses(classes, ArchitecturePageTest::roomOfTheEngine, "data", "seed", "settings", "stats"));
    }

    @ArchTest
    static void walksGoThroughClassesThatExist(JavaClasses classes) throws IOException {
        Set<String> types = classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        List<String> walked = drawings()
                .filter(drawing -> !drawing.contains("%%"))
                .flatMap(drawing -> found(Pattern.compile("\\b[A-Z]\\w*[a-z]\\w*\\b"), drawing))
                .map(MatchResult::group)
                .toList();

        assertThat(walked)
                .as("Correct the walks in docs/architecture.md")
                .isNotEmpty()
                .isSubsetOf(types);
    }

    private static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return Optional.empty();
        }
        return Optional.of(name.equals(ROOT) ? "application" : name.split("\\.")[2]);
    }

    private static Optional<String> roomOfTheEngine(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ENGINE + ".") ? Optional.of(name.split("\\.")[3]) : Optional.empty();
    }

    private static Set<String> uses(
            JavaClasses classes, Function<JavaClass, Optional<String>> room, String... leftOut) {
        Set<String> ground = Set.of(leftOut);
        var arrows = new TreeSet<String>();
        for (JavaClass type : classes) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                Optional<String> from = room.apply(type);
                Optional<String> to = room.apply(use.getTargetClass()).filter(target -> !ground.contains(target));
                if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                    arrows.add(from.get() + " --> " + to.get());
                }
            }
        }
        return arrows;
    }

    private static Set<String> arrows(String drawing) throws IOException {
        return drawings()
                .filter(text -> text.contains("%% " + drawing + "\n"))
                .flatMap(text -> found(Pattern.compile("\\w+ --> \\w+"), text))
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> drawings() throws IOException {
        return found(DRAWING, page()).map(match -> match.group(1));
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/architecture.md"));
    }
}
