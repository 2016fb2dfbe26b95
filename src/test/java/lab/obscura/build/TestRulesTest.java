package lab.obscura.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What no test may do, because it fails now and then on a busy machine. */
@AnalyzeClasses(packages = "lab.obscura", importOptions = ImportOption.OnlyIncludeTests.class)
class TestRulesTest {

    /** Who reads while the process lives is right: the benchmarks, and the test that kills what it has heard. */
    @ArchTest
    static final ArchRule whatACommandSaysIsReadFromAFile = noClasses()
            .that()
            .resideOutsideOfPackage("..benchmark..")
            .and()
            .doNotHaveSimpleName("EmbeddedPostgresTest")
            .should()
            .callMethod(Process.class, "getInputStream")
            .orShould()
            .callMethod(Process.class, "getErrorStream")
            .orShould()
            .callMethod(Process.class, "inputReader")
            .orShould()
            .callMethod(Process.class, "errorReader")
            .because("the JDK takes a pipe away when its process ends; run it with TestCommand");
}
