package io.inkwell.admin;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;
import io.inkwell.settings.PrecisionChoice;
import io.inkwell.settings.ModelSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoadModelBodyTests {

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    private static ModelSettings settings(String fields) {
        return body(fields).toSettings(new ModelsFolder(null));
    }

    private static LoadModelBody body(String fields) {
        return JSON.readValue("{" + fields + "}", LoadModelBody.class);
    }

    @Test
    void modelOfTheHubIsNeverAFolder() {
        assertThat(settings("\"source\": \"openai-community/gpt2@main\"")).satisfies((model) -> {
            assertThat(model.source()).isEqualTo("hf://openai-community/gpt2");
            assertThat(model.name()).isEqualTo("openai-community/gpt2");
        });
        assertThat(settings("\"source\": \"src/main\"").source()).isEqualTo("hf://src/main");
    }

    @Test
    void knownModelKeepsItsSettings() {
        assertThat(body("\"name\": \"small\"").isNameAlone()).isTrue();
        assertThat(body("\"name\": \"small\", \"precision\": \"int8\"").isNameAlone()).isFalse();
        assertThat(body("\"name\": \"small\", \"idle_timeout\": 60").isNameAlone()).isFalse();
        assertThat(body("\"aliases\": []").isNameAlone()).isFalse();
    }

    @Test
    void readsAllFields() {
        assertThat(settings("""
                "source": "embedded", "name": "small", "aliases": ["tiny"], "precision": "int8", "replicas": 1,
                "kv_cache_share": 0.25, "idle_timeout": 60""")).isEqualTo(new ModelSettings("embedded", "small",
                List.of("tiny"), PrecisionChoice.INT8, 1, 0.25, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    source         | "name": "a", "aliases": []                            | given: nothing
                    source         | "name": "a", "precision": "int8"                      | given: nothing
                    source         | "source": "/etc"                                      | the id of a model of the hub
                    source         | "source": "../models"                                 | the id of a model of the hub
                    source         | "source": "owner/.."                                  | the id of a model of the hub
                    source         | "source": "a/b", "folder": "c"                        | null if folder is given
                    folder         | "folder": "gpt2"                                      | inkwell.admin.models-folder is not set
                    name           | "source": "a/b", "name": "a\\nb"                      | 1 to 200 letters
                    name           | "source": "a/b", "name": ""                           | 1 to 200 letters
                    aliases        | "source": "a/b", "aliases": ["../x"]                  | 1 to 200 letters
                    precision      | "source": "a/b", "precision": "float17"               | one of [auto, float32, float16, bfloat16, int8]
                    replicas       | "source": "a/b", "replicas": 100000                   | the number of cores
                    kv_cache_share | "source": "a/b", "kv_cache_share": 1.5                | at most 1; given: 1.5
                    idle_timeout   | "source": "a/b", "idle_timeout": 0                    | at least 1 second; given: 0
                    """)
    void rejectsAnInvalidField(String field, String fields, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> settings(fields))
            .withMessageContaining(message)
            .satisfies((failure) -> assertThat(failure.param()).isEqualTo(field));
    }

}
