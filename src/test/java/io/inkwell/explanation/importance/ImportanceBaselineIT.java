package io.inkwell.explanation.importance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The default baseline is the BOS token, which not every model has. */
class ImportanceBaselineIT {

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    @Test
    void isBosTokenByDefault() throws IOException {
        try (LoadedModel model = load(EmbeddedCheckpoint.FOLDER)) {
            assertThat(baseline("{'method': 'occlusion'}", model)).isEqualTo(new ImportanceBaseline(0, false));
        }
    }

    @Test
    void mustBeGivenIfModelHasNoBosToken(@TempDir Path folder) throws IOException {
        try (LoadedModel model = load(withoutBosToken(folder))) {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> baseline("{'method': 'occlusion'}", model))
                .withMessage("baseline must be given: this model has no BOS token")
                .satisfies((failure) -> assertThat(failure.param()).isEqualTo("baseline"));
            assertThat(baseline("{'method': 'occlusion', 'baseline': 7}", model))
                .isEqualTo(new ImportanceBaseline(7, false));
            assertThat(baseline("{'method': 'saliency'}", model)).isEqualTo(new ImportanceBaseline(0, false));
        }
    }

    private static ImportanceBaseline baseline(String body, LoadedModel model) {
        return JSON.readValue(body.replace('\'', '"'), ImportanceBody.class).withoutPrompt(model).baseline();
    }

    private static Path withoutBosToken(Path folder) throws IOException {
        for (String file : new String[] { "model.safetensors", "tokenizer.json" }) {
            Files.copy(EmbeddedCheckpoint.FOLDER.resolve(file), folder.resolve(file));
        }
        ObjectNode config = (ObjectNode) JSON.readTree(EmbeddedCheckpoint.FOLDER.resolve("config.json"));
        config.putNull("bos_token_id").putNull("eos_token_id");
        JSON.writeValue(folder.resolve("config.json"), config);
        return folder;
    }

    private static LoadedModel load(Path folder) throws IOException {
        ModelOptions options = new ModelOptions(WeightOptions.of(Precision.FLOAT32), 1, 32 << 20,
                new MemoryShares(Long.MAX_VALUE), 4, true, new SchedulerLimits(64, 16, 10), true, null);
        return LoadedModel.load(ModelSource.of(folder.toString()), options, Instant.EPOCH,
                (weights) -> EngineListener.NONE, System::nanoTime);
    }

}
