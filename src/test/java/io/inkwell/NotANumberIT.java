package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.checkpoint.SafetensorsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** A model that computes only NaN, loaded without the weight check. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.model-check=false", "inkwell.precision=float32" })
@DirtiesContext
class NotANumberIT {

    private static final Path TOKENIZER = Path.of("src/test/resources/tiny-tokenizer");

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry settings) throws IOException {
        RandomCheckpoint model = RandomCheckpoint.tiny().with("vocab_size", 4096);
        SafetensorsBuilder weights = new SafetensorsBuilder();
        model.weights().forEach((name, values) -> {
            values[0] = name.equals("ln_f.bias") ? Float.NaN : values[0];
            weights.add(name, ElementType.F32, model.shape(name), values);
        });
        Files.write(folder.resolve("config.json"), model.configJson());
        Files.write(folder.resolve("model.safetensors"), weights.toBytes());
        for (String file : new String[] { "vocab.json", "merges.txt" }) {
            Files.copy(TOKENIZER.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        settings.add("inkwell.model", folder::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2, "temperature": 0}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2, "top_k": 5, "top_p": 0.9}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2, "use_beam_search": true, "temperature": 0, "n": 2}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2, "penalty_alpha": 0.6, "top_k": 4}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 0, "echo": true, "logprobs": 2}
                    /v1/completions              | {"prompt": "Call me", "max_tokens": 2, "n": 3, "logprobs": 2}
                    /v1/chat/completions         | {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 2}
                    /v1/embeddings               | {"input": "Call me"}
                    /v1/embeddings               | {"input": "Call me", "encoding_format": "base64"}
                    /v1/explain/score            | {"prompt": "Call me", "top": 1}
                    /v1/explain/next-token       | {"prompt": "Call me", "temperature": 0.7, "top_k": 3, "top": 2}
                    /v1/explain/beam             | {"prompt": "Call me", "num_beams": 2, "max_tokens": 2}
                    /v1/explain/generate-trace   | {"prompt": "Call me", "max_tokens": 2}
                    /v1/explain/logit-lens       | {"prompt": "Call me", "top": 2}
                    /v1/explain/importance       | {"prompt": "Call me Ishmael."}
                    /v1/explain/importance       | {"prompt": "Call me Ishmael.", "method": "integrated_gradients"}
                    /v1/explain/importance       | {"prompt": "Call me Ishmael.", "method": "noise"}
                    """)
    void reportsAnErrorInEveryResponse(String path, String body) {
        ServiceClient.Answer answer = new ServiceClient(this.port).post(path, body);

        assertThat(answer.body()).as(answer.body()).contains("the model produced").doesNotContain("\"NaN\"");
        assertThat(answer.status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/explain/attention          | {"prompt": "Call me"}
            /v1/explain/attention/patterns | {"prompt": "Call me"}
            """)
    void returnsResultsWithoutNaN(String path, String body) {
        ServiceClient.Answer answer = new ServiceClient(this.port).post(path, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("NaN");
    }

}
