package lab.obscura.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Who may use whom. */
@AnalyzeClasses(packages = "lab.obscura", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ENGINE = "lab.obscura.engine..";
    private static final String[] TENSORS = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

    @ArchTest
    static final ArchRule engineIsPlain = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta..",
                    "org.hibernate..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "io.micrometer..",
                    "java.net.http..")
            .because(
                    "the engine works from a main method: hand the value in, or move the class out of lab.obscura.engine");

    @ArchTest
    static final ArchRule engineKnowsNothingOfTheHouseAroundIt = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "lie in lab.obscura outside the engine",
                    type -> isOurs(type) && !type.getPackageName().startsWith("lab.obscura.engine")))
            .because("the house uses the engine, never the reverse: pass an interface of the engine in");

    @ArchTest
    static final ArchRule tensorsStayInTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TENSORS)
            .because("what leaves the engine are records, float[] and PNG bytes: convert inside lab.obscura.engine");

    @ArchTest
    static final ArchRule onlyTheDl4jEngineKnowsDl4j = noClasses()
            .that()
            .resideOutsideOfPackage("lab.obscura.engine.network.dl4j..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..")
            .because("defenses, attacks and metrics outlive an engine: go through lab.obscura.engine.network.Network");

    @ArchTest
    static final ArchRule onlyTheTorchEngineKnowsLibtorch = noClasses()
            .that()
            .resideOutsideOfPackage("lab.obscura.engine.network.torch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.pytorch..")
            .because("defenses, attacks and metrics outlive an engine: go through lab.obscura.engine.network.Network");

    @ArchTest
    static final ArchRule plainNumbersNeedNoTensors = noClasses()
            .that()
            .resideInAnyPackage(
                    "lab.obscura.engine.stats..", "lab.obscura.engine.seed..", "lab.obscura.engine.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TENSORS)
            .because("stats, seed and settings work on plain numbers: use double[] or float[]");

    @ArchTest
    static final ArchRule everybodyMayAskWhoActs = noClasses()
            .that()
            .resideInAPackage("lab.obscura.account..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "lie in lab.obscura outside account, platform and the engine's settings",
                    type -> isOurs(type)
                            && !type.getPackageName()
                                    .matches("lab\\.obscura\\.(account|platform|engine\\.settings)\\b.*")))
            .because("every package takes an Actor, so account may need none of them: pass the value in");

    @ArchTest
    static final ArchRule packagesFormNoCycles = slices().matching("lab.obscura.(**)")
            .should()
            .beFreeOfCycles()
            .because(
                    "a package speaks to another in one direction: turn one side into an interface or an event record");

    @ArchTest
    static final ArchRule packagesAreNamedByMeaning = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..misc..", "..manager..", "..impl..")
            .because("these names mean nothing: name the package after what it is about");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that(DescribedPredicate.describe("are made by hand and need no subclass", ArchitectureTest::needsFinal))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("inheritance is planned for or closed: write `final class`, or make it sealed or abstract");

    @ArchTest
    static final ArchRule nobodyCallsAController = noClasses()
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .because("controllers call domain code, never the reverse: move the shared code into the domain class");

    @ArchTest
    static final ArchRule fieldsAreNotInjected = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .allowEmptyShould(true)
            .because("an object is complete once built: take it in the constructor");

    @ArchTest
    static final ArchRule timeAndRandomnessArePassedIn = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .because("tests must be able to set them: inject a Clock (clock.instant()), draw from Seeds");

    @ArchTest
    static final ArchRule processesInheritNoSecrets = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("lab.obscura.platform.process.Subprocess")
            .should()
            .callConstructor(ProcessBuilder.class, String[].class)
            .orShould()
            .callConstructor(ProcessBuilder.class, List.class)
            .because(
                    "a process must not inherit the passwords of the service: start it with platform.process.Subprocess");

    @ArchTest
    static final ArchTests nothingAsksForTheMachinesCountry = ArchTests.in(LocaleRules.class);

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("lab.obscura");
    }

    private static boolean needsFinal(JavaClass type) {
        boolean kind = type.isInterface() || type.isEnum() || type.isRecord() || type.isAnnotation();
        boolean hidden =
                type.isAnonymousClass() || type.isLocalClass() || type.getName().contains("package-info");
        boolean open = type.getModifiers().contains(JavaModifier.ABSTRACT) || isSealed(type) || isProxied(type);
        return !kind && !hidden && !open;
    }

    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    /** Spring and Hibernate make subclasses of these at run time. */
    private static boolean isProxied(JavaClass type) {
        return PROXIED.stream()
                .anyMatch(annotation -> type.isMetaAnnotatedWith(annotation)
                        || type.isAnnotatedWith(annotation)
                        || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation)));
    }

    private static final Set<String> PROXIED = Set.of(
            "org.springframework.context.annotation.Configuration",
            "org.springframework.transaction.annotation.Transactional",
            "org.springframework.validation.annotation.Validated",
            "jakarta.persistence.Entity",
            "jakarta.persistence.Embeddable");
}
