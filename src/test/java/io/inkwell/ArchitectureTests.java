package io.inkwell;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** The layout of the program, kept by the build. */
class ArchitectureTests {

    private static final String ROOT = "io.inkwell";

    /**
     * What a package may import of ours. {@code error} is for all; {@code cli} and the
     * root package, which put everything together, may import all. A package may be
     * missing from the code, but not from this table.
     */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
    // @formatter:off
            entry("error",         Set.of()),
            entry("tokenizer",     Set.of("error", "decoding")),
            entry("model",         Set.of("error")),
            entry("decoding",      Set.of("error")),
            entry("jinja",         Set.of("error")),
            entry("chat",          Set.of("error", "jinja")),
            entry("engine",        Set.of("error", "model", "decoding")),
            entry("registry",      Set.of("error", "tokenizer", "chat", "model", "engine")),
            entry("completion",    Set.of("error", "registry", "tokenizer", "chat", "engine", "decoding")),
            entry("web",           Set.of("error", "decoding", "registry")),
            entry("docs",          Set.of("error")),
            entry("openai",        Set.of("error", "web", "completion", "chat", "registry", "decoding")),
            entry("explanation",   Set.of("error", "web", "registry", "engine", "model", "tokenizer", "decoding")),
            entry("weights",       Set.of("error", "web", "registry", "model", "explanation")),
            entry("finetuning",    Set.of("error", "web", "registry", "model", "tokenizer")),
            entry("admission",     Set.of("error", "web", "completion")),
            entry("bench",         Set.of("error")),
            entry("observability", Set.of("error", "decoding", "engine", "registry", "completion", "admission", "finetuning", "web")));
    // @formatter:on

    private static final String[] WITHOUT_SPRING = packages("error", "tokenizer", "jinja", "chat", "model", "decoding",
            "engine", "bench");

    private static final String[] WITH_REACTOR = packages("completion", "web", "openai", "explanation", "weights",
            "finetuning", "admission", "observability", "bench", "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        LayeredArchitecture table = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .withOptionalLayers(true)
            .ensureAllClassesAreContainedInArchitecture()
            .layer(ROOT)
            .definedBy(ROOT)
            .layer("cli")
            .definedBy(packages("cli"));
        for (String name : MAY_IMPORT.keySet()) {
            table = table.layer(name).definedBy(packages(name));
        }
        for (Map.Entry<String, Set<String>> row : MAY_IMPORT.entrySet()) {
            String[] allowed = row.getValue().toArray(String[]::new);
            table = (allowed.length > 0) ? table.whereLayer(row.getKey()).mayOnlyAccessLayers(allowed)
                    : table.whereLayer(row.getKey()).mayNotAccessAnyLayer();
        }

        table.check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTokenizerAndModelKnowDjl() {
        noClasses().that()
            .resideOutsideOfPackages(packages("tokenizer", "model"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .check(CLASSES);
    }

    @Test
    void springStartsAtTheRegistry() {
        noClasses().that()
            .resideInAnyPackage(WITHOUT_SPRING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .check(CLASSES);
    }

    @Test
    void reactorStopsAtCompletion() {
        noClasses().that()
            .resideOutsideOfPackages(WITH_REACTOR)
            .and()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.reactivestreams..")
            .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages).isNotEmpty()
            .allSatisfy((each) -> assertThat(each.isAnnotatedWith(NullMarked.class))
                .as("package-info of %s has @NullMarked", each.getName())
                .isTrue());
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses().that()
            .resideOutsideOfPackages(packages("cli"))
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .check(CLASSES);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses().should().haveNameMatching(".*(Impl|Helper|Utils?|Manager)").check(CLASSES);
    }

    @Test
    void decodingAndEngineAreGivenTimeAndRandomness() {
        noClasses().that()
            .resideInAnyPackage(packages("decoding", "engine"))
            .should()
            .accessTargetWhere(readsTheClockOrDrawsANumber())
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClockOrDrawsANumber() {
        Set<String> methods = Set.of("java.lang.System.nanoTime()", "java.lang.System.currentTimeMillis()",
                "java.lang.Math.random()");
        return DescribedPredicate.describe("the target is one of " + methods,
                (access) -> methods.contains(access.getTarget().getFullName()));
    }

    private static String[] packages(String... names) {
        String[] patterns = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            patterns[i] = ROOT + "." + names[i] + "..";
        }
        return patterns;
    }

}
