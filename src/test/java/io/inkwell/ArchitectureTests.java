package io.inkwell;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Enforces the layout of the program. */
class ArchitectureTests {

    private static final String ROOT = "io.inkwell";

    /**
     * Features and the features that each imports. The root package, which starts the
     * program, may import all.
     */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
    // @formatter:off
            entry("error",         Set.of()),
            entry("limits",        Set.of("error")),
            entry("tokenizer",     Set.of("error", "decoding")),
            entry("model",         Set.of("error")),
            entry("decoding",      Set.of("error")),
            entry("grammar",       Set.of("error", "decoding")),
            entry("jinja",         Set.of()),
            entry("chat",          Set.of("error", "jinja")),
            entry("engine",        Set.of("error", "model", "decoding")),
            entry("files",         Set.of()),
            entry("hub",           Set.of("error", "files")),
            entry("registry",      Set.of("error", "tokenizer", "chat", "model", "decoding", "grammar", "engine", "hub")),
            entry("completion",    Set.of("error", "limits", "registry", "tokenizer", "chat", "engine", "decoding", "grammar")),
            entry("api",           Set.of("error", "registry", "completion", "tokenizer", "model", "engine", "decoding", "grammar", "chat")),
            entry("springai",      Set.of("api")),
            entry("langchain4j",   Set.of("api")),
            entry("autoconfigure", Set.of("api", "springai")),
            entry("web",           Set.of("error", "limits", "decoding", "registry")),
            entry("docs",          Set.of("error")),
            entry("studio",        Set.of("error")),
            entry("openai",        Set.of("error", "web", "completion", "chat", "registry", "engine", "decoding", "grammar", "quota")),
            entry("tgi",           Set.of("error", "web", "completion", "registry", "openai", "tokenizer", "engine", "decoding", "grammar")),
            entry("explanation",   Set.of("error", "limits", "web", "quota", "registry", "engine", "model", "tokenizer", "decoding")),
            entry("weights",       Set.of("error", "web", "registry", "model", "explanation")),
            entry("access",        Set.of("error")),
            entry("quota",         Set.of("error", "access")),
            entry("admin",         Set.of("error", "web", "registry", "settings")),
            entry("training",      Set.of("error", "files", "chat", "model", "tokenizer")),
            entry("finetuning",    Set.of("error", "files", "web", "registry", "training")),
            entry("plots",         Set.of()),
            entry("bench",         Set.of("error", "plots")),
            entry("observability", Set.of("error", "access", "decoding", "engine", "finetuning", "quota", "registry", "web")),
            entry("settings",      Set.of("error", "access", "engine", "model", "registry", "web")),
            entry("cli",           Set.of("error", "settings", "access", "bench", "completion", "hub", "model", "openai", "plots", "registry",
                                          "tokenizer", "training", "web")),
            entry("startup",       Set.of("error", "settings", "chat", "model", "decoding", "grammar", "engine", "hub", "registry",
                                          "completion", "limits", "web", "openai", "explanation", "access", "quota", "finetuning", "observability")));

    /**
     * Packages inside a feature, and which packages of the same feature each imports. The empty name is the
     * feature's root package.
     */
    private static final Map<String, Map<String, Set<String>>> SUBPACKAGES = Map.ofEntries(
            entry("decoding", Map.of(
                    "",              Set.of(),
                    "stop",          Set.of(""),
                    "processor",     Set.of("", "stop"),
                    "sampling",      Set.of("", "stop", "processor"),
                    "search",        Set.of("", "stop", "processor"))),
            entry("model", Map.of(
                    "checkpoint",    Set.of(),
                    "adapter",       Set.of("checkpoint"),
                    "program",       Set.of("checkpoint"),
                    "step",          Set.of("checkpoint", "adapter", "program"),
                    "introspection", Set.of("checkpoint", "program"),
                    "training",      Set.of("adapter", "checkpoint", "program"),
                    "",              Set.of("checkpoint", "adapter", "program", "step", "introspection"))),
            entry("engine", Map.of(
                    "request",       Set.of(),
                    "sequence",      Set.of("request"),
                    "schedule",      Set.of("request", "sequence"),
                    "",              Set.of("request", "sequence", "schedule"))),
            entry("tokenizer", Map.of(
                    "bytes",         Set.of(),
                    "definition",    Set.of("bytes"),
                    "training",      Set.of("bytes"),
                    "encoder",       Set.of("bytes", "definition"),
                    "decoder",       Set.of("bytes", "definition"),
                    "",              Set.of("bytes", "definition", "encoder", "decoder"))),
            entry("grammar", Map.of(
                    "automaton",     Set.of(),
                    "regex",         Set.of("automaton"),
                    "schema",        Set.of("automaton", "regex"),
                    "gbnf",          Set.of("automaton", "regex"),
                    "mask",          Set.of("automaton"),
                    "",              Set.of("automaton", "regex", "schema", "gbnf", "mask"))),
            entry("registry", Map.of(
                    "folder",        Set.of(),
                    "defaults",      Set.of("folder"),
                    "",              Set.of("folder", "defaults"),
                    "adapter",       Set.of(""))),
            entry("completion", Map.of(
                    "prompt",        Set.of(),
                    "",              Set.of("prompt"))),
            entry("web", Map.of(
                    "fields",        Set.of(),
                    "",              Set.of("fields"),
                    "stream",        Set.of(""),
                    "connection",    Set.of("", "stream"))),
            entry("openai", Map.of(
                    "",              Set.of(),
                    "chat",          Set.of(""),
                    "responses",     Set.of("", "chat"),
                    "tokenize",      Set.of("chat"))),
            entry("explanation", Map.of(
                    "",              Set.of(),
                    "text",          Set.of(""),
                    "attention",     Set.of("", "text"),
                    "distribution",  Set.of("", "text"),
                    "noise",         Set.of("", "text"),
                    "importance",    Set.of("", "text", "noise"),
                    "generation",    Set.of("", "text", "distribution", "importance"))),
            entry("bench", Map.of(
                    "",              Set.of(),
                    "soak",          Set.of(""),
                    "sweep",         Set.of(""))),
            entry("training", Map.of(
                    "data",          Set.of(),
                    "",              Set.of("data"))),
            entry("finetuning", Map.of(
                    "",              Set.of(),
                    "file",          Set.of(""),
                    "process",       Set.of(),
                    "job",           Set.of("", "file", "process"),
                    "api",           Set.of("", "file", "job"))),
            entry("cli", Map.of(
                    "terminal",      Set.of(),
                    "local",         Set.of("terminal"),
                    "serve",         Set.of("terminal"),
                    "keys",          Set.of("terminal"),
                    "models",        Set.of("terminal"),
                    "generate",      Set.of("terminal", "local"),
                    "train",         Set.of("terminal", "local"),
                    "bench",         Set.of("terminal", "local"),
                    "",              Set.of("terminal", "local", "serve", "keys", "models", "generate", "train", "bench"))));

    /** Packages whose public types only their own feature may use. */
    private static final Set<String> FEATURE_INTERNAL = Set.of("engine.sequence", "engine.schedule",
            "grammar.automaton", "grammar.regex", "grammar.schema", "grammar.gbnf", "tokenizer.bytes", "tokenizer.definition",
            "tokenizer.encoder", "registry.folder", "openai.chat", "openai.responses", "openai.tokenize", "explanation.text",
            "explanation.attention", "explanation.distribution", "explanation.noise", "explanation.importance",
            "explanation.generation", "cli.terminal", "cli.local", "cli.serve", "cli.keys", "cli.models", "cli.generate",
            "cli.train", "cli.bench", "jinja.library", "jinja.method", "jinja.syntax", "jinja.tree");
    // @formatter:on

    /** The packages of the library, which a program can use alone. */
    static final Set<String> LIBRARY = Set.of("error", "limits", "tokenizer", "model", "decoding", "grammar", "jinja",
            "chat", "engine", "files", "hub", "registry", "completion", "api");

    /** The packages of the library that adapt it to frameworks. */
    static final Set<String> ADAPTERS = Set.of("springai", "langchain4j", "autoconfigure");

    private static final String[] WITHOUT_SPRING = packages(
            Stream.concat(LIBRARY.stream(), Stream.of("training", "plots", "bench")).toArray(String[]::new));

    private static final String[] WITH_REACTOR = packages("limits", "completion", "web", "openai", "tgi", "explanation",
            "weights", "access", "quota", "observability", "admin", "finetuning", "bench", "cli", "settings", "startup",
            "springai");

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        LayeredArchitecture table = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .ensureAllClassesAreContainedInArchitecture()
            .layer(ROOT)
            .definedBy(ROOT);
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

    @ParameterizedTest
    @MethodSource("features")
    void packagesOfAFeatureImportOnlyWhatTheTableAllows(String feature, Map<String, Set<String>> subpackages) {
        String name = ROOT + "." + feature;
        LayeredArchitecture table = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(name + "..");
        for (String subpackage : subpackages.keySet()) {
            table = table.layer(name + subpackage)
                .definedBy(subpackage.isEmpty() ? name : name + "." + subpackage + "..");
        }
        for (Map.Entry<String, Set<String>> row : subpackages.entrySet()) {
            String[] allowed = row.getValue().stream().map((each) -> name + each).toArray(String[]::new);
            table = (allowed.length > 0) ? table.whereLayer(name + row.getKey()).mayOnlyAccessLayers(allowed)
                    : table.whereLayer(name + row.getKey()).mayNotAccessAnyLayer();
        }

        table.ensureAllClassesAreContainedInArchitectureIgnoring(outside(name)).check(CLASSES);
    }

    static Stream<Arguments> features() {
        return SUBPACKAGES.entrySet().stream().map((feature) -> Arguments.of(feature.getKey(), feature.getValue()));
    }

    @Test
    void everyImportThatATableAllowsIsUsed() {
        assertThatEveryImportIsUsed(ROOT, MAY_IMPORT);
        SUBPACKAGES.forEach((feature, rows) -> assertThatEveryImportIsUsed(ROOT + "." + feature, rows));
    }

    private static void assertThatEveryImportIsUsed(String parent, Map<String, Set<String>> rows) {
        rows.forEach((name,
                imports) -> assertThat(CLASSES.stream()
                    .filter((each) -> child(parent, each).equals(Optional.of(name)))
                    .flatMap((each) -> each.getDirectDependenciesFromSelf().stream())
                    .flatMap((dependency) -> child(parent, dependency.getTargetClass()).stream()))
                    .as("imports of \"%s\" in %s", name, parent)
                    .containsAll(imports));
    }

    /** The package below a parent that contains a class; empty text for the parent. */
    private static Optional<String> child(String parent, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName() + ".";
        return name.startsWith(parent + ".")
                ? Optional.of(name.substring(parent.length() + 1).replaceFirst("\\..*", "")) : Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("featureInternal")
    void typesThatArePublicForTheirFeatureAreUsedByItAlone(String subpackage) {
        String feature = ROOT + "." + subpackage.substring(0, subpackage.indexOf('.'));
        noClasses().that()
            .resideOutsideOfPackage(feature + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "." + subpackage + "..")
            .check(CLASSES);
    }

    static Set<String> featureInternal() {
        return FEATURE_INTERNAL;
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
    void libraryImportsOnlyItself() {
        assertThat(LIBRARY).allSatisfy((name) -> assertThat(LIBRARY).containsAll(MAY_IMPORT.get(name)));
        assertThat(ADAPTERS).isSubsetOf(MAY_IMPORT.keySet())
            .allSatisfy((name) -> assertThat(MAY_IMPORT.get(name)).isSubsetOf("api", "springai"));
    }

    @Test
    void apiOfTheLibraryHasOnlyItsOwnTypes() {
        Set<String> packages = CLASSES.stream()
            .filter((each) -> each.getPackageName().equals(ROOT + ".api") && isPublic(each.getModifiers()))
            .flatMap((each) -> each.getCodeUnits().stream())
            .filter((each) -> isPublic(each.getModifiers()))
            .flatMap((each) -> Stream.concat(each.getParameterTypes().stream(), Stream.of(each.getReturnType())))
            .flatMap((type) -> type.getAllInvolvedRawTypes().stream())
            .map((type) -> type.getBaseComponentType().getPackageName())
            .filter((name) -> !name.startsWith("java."))
            .collect(Collectors.toSet());

        // Primitive types are in the package java.lang.
        assertThat(packages).containsExactly(ROOT + ".api");
    }

    private static boolean isPublic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC);
    }

    @Test
    void libraryNeedsNoSpring() {
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

    private static DescribedPredicate<JavaClass> outside(String feature) {
        return DescribedPredicate.describe("outside of " + feature,
                (each) -> !each.getPackageName().equals(feature) && !each.getPackageName().startsWith(feature + "."));
    }

    private static String[] packages(String... names) {
        String[] patterns = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            patterns[i] = ROOT + "." + names[i] + "..";
        }
        return patterns;
    }

}
