package io.inkwell.explanation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.explanation.text.SamplingParamsMapper;
import io.inkwell.explanation.text.StopConditionsMapper;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSource;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopFields;
import io.inkwell.web.fields.StopLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations apply the biases, bans and stop strings of a model, as completions do.
 */
class ModelTokenDefaultsIT {

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    @TempDir
    private Path folder;

    private LoadedModel model;

    @BeforeEach
    void load() throws IOException {
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), this.folder.resolve(file));
        }
        Files.writeString(this.folder.resolve("generation_config.json"), """
                {"suppress_tokens": [5], "bad_words_ids": [[7, 8]], "sequence_bias": [[[9], 2]],
                 "stop_strings": "END"}""");
        ModelOptions options = new ModelOptions(WeightOptions.of(Precision.FLOAT32), 1, 32 << 20,
                new MemoryShares(Long.MAX_VALUE), 4, true, new SchedulerLimits(64, 16, 10), true, null);
        this.model = LoadedModel.load(ModelSource.of(this.folder.toString()), options, Instant.EPOCH,
                (weights) -> EngineListener.NONE, System::nanoTime);
    }

    @AfterEach
    void close() {
        this.model.close();
    }

    @Test
    void biasesAndBansOfModelAreDefaults() {
        SamplingParams params = sampling("{}");

        assertThat(params.logitBias()).isEqualTo(Map.of(5, Float.NEGATIVE_INFINITY, 9, 2f));
        assertThat(params.badWords()).containsExactly(List.of(7, 8));
    }

    @Test
    void requestReplacesDefaultsButNotSuppressedTokens() {
        SamplingParams params = sampling("{\"logit_bias\": {\"3\": 1}, \"bad_words\": []}");

        assertThat(params.logitBias()).isEqualTo(Map.of(3, 1f, 5, Float.NEGATIVE_INFINITY));
        assertThat(params.badWords()).isEmpty();
    }

    @Test
    void stopStringsOfModelAreDefaults() {
        assertThat(end("{}")).isEqualTo("END");
        assertThat(end("{\"stop\": \"other\"}")).isNull();
    }

    private SamplingParams sampling(String body) {
        return SamplingParamsMapper.of(JSON.readValue(body, SamplingFields.class), this.model,
                new SamplingLimits(10, 10, 10));
    }

    /** The stop reason when the output is the stop string of the model. */
    private @Nullable Object end(String body) {
        StopConditions stop = StopConditionsMapper.of(JSON.readValue(body, StopFields.class), this.model, 5,
                new StopLimits(4, 10, 4));
        TokenBytes text = TokenBytes.of((token) -> "END".getBytes(StandardCharsets.UTF_8));
        return new StopCriteria(stop, text).check(1).stopReason();
    }

}
