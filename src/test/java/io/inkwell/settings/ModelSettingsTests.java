package io.inkwell.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.inkwell.model.checkpoint.Precision;
import io.inkwell.registry.ModelSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@code inkwell.models} as it becomes the models of the registry. */
class ModelSettingsTests {

    private static List<ModelSpec> specs(Map<String, String> settings) {
        return new ModelSpecs(bind(settings), 1000, false).all();
    }

    private static InkwellProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("inkwell",
                InkwellProperties.class);
    }

    @Test
    void oneModelHasTheWholeCacheAndTheServedNames() {
        assertThat(specs(Map.of("inkwell.model", "openai-community/gpt2"))).singleElement().satisfies((model) -> {
            assertThat(model.names()).containsExactly("openai-community/gpt2");
            assertThat(model.kvCacheBytes()).isEqualTo(1000);
            assertThat(model.idleTimeout()).isNull();
        });
        assertThat(specs(Map.of("inkwell.served-model-name", "gpt2,austen"))).singleElement()
            .satisfies((model) -> assertThat(model.names()).containsExactly("gpt2", "austen"));
    }

    @Test
    void eachModelHasItsSourceAndOtherwiseTheSettingsOfTheService() {
        List<ModelSpec> models = specs(Map.of("inkwell.precision", "float32", "inkwell.replicas", "2",
                "inkwell.models[0].source", "openai-community/gpt2@main", "inkwell.models[1].source", "/models/own",
                "inkwell.models[1].name", "second", "inkwell.models[1].aliases", "two,dos",
                "inkwell.models[1].replicas", "1", "inkwell.models[1].idle-timeout", "10m"));

        assertThat(models).containsExactly(
                new ModelSpec("openai-community/gpt2", List.of(), "openai-community/gpt2@main", Precision.FLOAT32, 2,
                        500, null),
                new ModelSpec("second", List.of("two", "dos"), "/models/own", Precision.FLOAT32, 1, 500,
                        Duration.ofMinutes(10)));
    }

    @Test
    void modelsWithoutAShareDivideTheRestOfTheCache() {
        List<ModelSpec> models = specs(Map.of("inkwell.models[0].source", "a/a", "inkwell.models[0].kv-cache-share",
                "0.5", "inkwell.models[1].source", "a/b", "inkwell.models[2].source", "a/c"));

        assertThat(models).extracting(ModelSpec::kvCacheBytes).containsExactly(500L, 250L, 250L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    kv-cache-share | 0       | inkwell.models: the kv-cache-share of a model must be more than 0 and at most 1; given: 0.0
                    kv-cache-share | 1       | less than 1, because some models have none; given: 1.0
                    idle-timeout   | 0s      | inkwell.models: the idle-timeout of a model must be at least 1 s; given: PT0S
                    replicas       | 0       | inkwell.models: the replicas of a model must be at least 1; given: 0
                    source         | ' '     | inkwell.models: the source of a model must be "embedded", a folder or the id of a model of the hub; given: " "
                    name           | b       | names and aliases must be distinct over all models, none of them empty; given again: [b]
                    aliases        | x,b     | names and aliases must be distinct over all models, none of them empty; given again: [b]
                    """)
    void rejectsAnInvalidModel(String field, String value, String message) {
        Map<String, String> settings = new HashMap<>(
                Map.of("inkwell.models[0].source", "a/a", "inkwell.models[1].source", "/models/b"));
        settings.put("inkwell.models[0]." + field, value);

        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(settings))
            .withStackTraceContaining(message);
    }

    @Test
    void rejectsSettingsOfOneModelBesideSeveral() {
        assertThatExceptionOfType(BindException.class)
            .isThrownBy(() -> bind(Map.of("inkwell.models[0].source", "a/a", "inkwell.model", "a/b")))
            .withStackTraceContaining("inkwell.model and inkwell.models must not both be set; given: a/b");
        assertThatExceptionOfType(BindException.class)
            .isThrownBy(() -> bind(Map.of("inkwell.models[0].source", "a/a", "inkwell.served-model-name", "x")))
            .withStackTraceContaining("inkwell.served-model-name must be empty with inkwell.models");
        assertThat(bind(Map.of("inkwell.models[0].source", "a/a", "inkwell.model", "embedded")).models()).hasSize(1);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void cudaDevicesUseFloat16InsteadOfInt8(CapturedOutput output) {
        ModelSpecs specs = new ModelSpecs(bind(Map.of()), 1000, true);

        assertThat(specs.precision(PrecisionChoice.AUTO)).isEqualTo(Precision.FLOAT16);
        assertThat(specs.precision(PrecisionChoice.BFLOAT16)).isEqualTo(Precision.BFLOAT16);
        assertThat(specs.precision(PrecisionChoice.FLOAT32)).isEqualTo(Precision.FLOAT32);
        assertThat(output).doesNotContain("not supported");
        assertThat(specs.precision(PrecisionChoice.INT8)).isEqualTo(Precision.FLOAT16);
        assertThat(output).contains("Precision int8 is not supported on CUDA devices; using float16");
    }

}
