package io.inkwell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The libraries in the jar and in its bill of materials. */
@EnabledIf("jarExists")
class JarContentsIT {

    /** Exists from the package phase on. */
    private static final Path JAR = Path.of("target/inkwell.jar");

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Added by Spring Boot's plugin after dependencies are listed. */
    private static final String EXTRACTOR = "spring-boot-jarmode-tools-";

    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    static boolean jarExists() {
        return Files.exists(JAR);
    }

    @Test
    void listsEveryLibraryThatItContains() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String list = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            assumeThat(list).as("Maven makes the list only when it is online").isNotNull();

            assertThat(components(jar, list)).containsAll(libraries(jar));
        }
    }

    @Test
    void excludesHttp3() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(libraries(jar)).isNotEmpty().noneMatch((name) -> name.matches(".*(quic|http3).*"));
        }
    }

    @Test
    void excludesWhatOnlyAdaptersOfTheLibraryNeed() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(libraries(jar)).isNotEmpty()
                .noneMatch((name) -> name.matches("(spring-ai|spring-messaging|langchain4j|jsonschema|jtokkit|ST4|antlr"
                        + "|classmate|swagger-annotations|jackson-(core|databind)-2).*"));
        }
    }

    private static List<String> libraries(JarFile jar) {
        return jar.stream()
            .map((entry) -> entry.getName())
            .filter((name) -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
            .map((name) -> name.substring(LIBRARIES.length()))
            .filter((name) -> !name.startsWith(EXTRACTOR))
            .toList();
    }

    private static List<String> components(JarFile jar, String list) throws IOException {
        try (InputStream json = jar.getInputStream(jar.getJarEntry(list))) {
            return new JsonMapper().readTree(json)
                .required("components")
                .valueStream()
                .map(JarContentsIT::fileName)
                .toList();
        }
    }

    /** The Maven file of a component. */
    private static String fileName(JsonNode component) {
        String base = component.required("name").stringValue() + "-" + component.required("version").stringValue();
        Matcher classifier = CLASSIFIER.matcher(component.required("purl").stringValue());
        return base + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

}
