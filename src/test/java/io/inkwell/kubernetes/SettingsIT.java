package io.inkwell.kubernetes;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.ModelSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service accepts the settings of its pods and fits into their resources.
 */
@RequiresKubectl
class SettingsIT {

    /**
     * Memory for Java, PyTorch and everything except weights and cache; see
     * docs/operations.md.
     */
    private static final DataSize PROGRAM = DataSize.ofMegabytes(700);

    private static final Set<String> VARIABLES = variables();

    static List<Manifests> services() {
        return Manifests.all();
    }

    @Test
    void findsTheSettingsOfTheManifests() {
        assertThat(VARIABLES.contains("INKWELL_KVCACHE_SIZE")).isTrue();
        assertThat(VARIABLES.contains("MANAGEMENT_SERVER_PORT")).isTrue();
        assertThat(VARIABLES.contains("INKWELL_KVCACHE_SIZES")).isFalse();
        assertThat(isKnown("INKWELL_MODELS_12_KVCACHESHARE")).isTrue();
        assertThat(isKnown("INKWELL_MODELS_0_KVCACHE")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void usesKnownSettings(Manifests manifests) {
        assertThat(manifests.settings().keySet()).isNotEmpty().allMatch(SettingsIT::isKnown, "is a setting");
    }

    private static boolean isKnown(String variable) {
        return VARIABLES.contains(variable.replaceFirst("^(INKWELL_MODELS)_\\d+_", "$1_0_"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void usesValidValues(Manifests manifests) {
        InkwellProperties properties = bound(manifests);

        assertThat(properties.kvCache().size()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("services")
    void fitsCoresAndMemory(Manifests manifests) {
        InkwellProperties properties = bound(manifests);
        Map<String, Quantity> limits = manifests.container().getResources().getLimits();

        // On a GPU the cache is in the memory of the device.
        boolean isCuda = properties.devices().get(0).startsWith("cuda");
        long cacheBytes = isCuda ? 0 : properties.kvCache().size().toBytes();
        assertThat(limits.containsKey("nvidia.com/gpu")).isEqualTo(isCuda);
        assertThat(properties.threads()).isIn(0, limits.get("cpu").getNumericalAmount().intValueExact());
        assertThat(limits.get("memory").getNumericalAmount())
            .isGreaterThan(BigDecimal.valueOf(cacheBytes + PROGRAM.toBytes()));
    }

    @Test
    void keepsThePort() throws IOException {
        Object port = new YamlPropertySourceLoader().load("settings", new FileSystemResource("config/application.yaml"))
            .get(0)
            .getProperty("server.port");

        assertThat(services()).allSatisfy((manifests) -> {
            assertThat(manifests.port("http")).isEqualTo(port);
            assertThat(manifests.settings()).doesNotContainKey("SERVER_PORT");
        });
    }

    @Test
    void usesTheImageOfThisVersion() throws IOException {
        Object version = new YamlPropertySourceLoader().load("packaged", new ClassPathResource("application.yaml"))
            .get(0)
            .getProperty("spring.application.version");

        assertThat(services())
            .allSatisfy((manifests) -> assertThat(manifests.container().getImage()).isEqualTo("inkwell:" + version));
    }

    static InkwellProperties bound(Manifests manifests) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return new Binder(ConfigurationPropertySources
            .from(new SystemEnvironmentPropertySource(name, Map.copyOf(manifests.settings()))))
            .bindOrCreate("inkwell", InkwellProperties.class);
    }

    // Environment variable names of the properties in the jars' metadata.
    private static Set<String> variables() {
        Set<String> variables = new HashSet<>();
        // The metadata does not describe the elements of a list.
        Stream.of(ModelSettings.class.getRecordComponents())
            .forEach((field) -> variables.add("INKWELL_MODELS_0_" + field.getName().toUpperCase(Locale.ROOT)));
        try {
            for (Resource metadata : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
                JsonMapper.shared()
                    .readTree(metadata.getContentAsByteArray())
                    .path("properties")
                    .forEach((property) -> variables.add(property.path("name")
                        .stringValue()
                        .replace("-", "")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT)));
            }
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
        return variables;
    }

}
