package io.inkwell.model.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.program.ComputeDevice;

import static io.inkwell.JsonNumbers.ints;

/** A run of transformers and torch, recorded by {@code record.py} in the resources. */
record RecordedRun(String name, JsonNode run) {

    static Stream<RecordedRun> all() {
        return Stream.of("steps.json", "lora.json")
            .flatMap((file) -> JsonMapper.shared().readTree(resource(file)).propertyStream())
            .map((run) -> new RecordedRun(run.getKey(), run.getValue()));
    }

    /** Opens the model that the run starts with. */
    Gpt2Training open() throws IOException {
        try (Checkpoint checkpoint = checkpoint()) {
            return this.run.has("lora") ? openLora(checkpoint) : Gpt2Training.open(checkpoint, ComputeDevice.CPU);
        }
    }

    private Gpt2Training openLora(Checkpoint checkpoint) throws IOException {
        JsonNode options = this.run.get("lora");
        Set<LoraTarget> targets = options.get("target_modules").size() == 1 ? EnumSet.of(LoraTarget.ATTENTION_INPUT)
                : EnumSet.allOf(LoraTarget.class);
        LoraConfig lora = new LoraConfig(options.get("r").intValue(), options.get("lora_alpha").doubleValue(), 0,
                targets, options.path("use_rslora").booleanValue(false), "");
        Gpt2Training training = Gpt2Training.openLora(checkpoint, lora, 0, ComputeDevice.CPU);
        training
            .readWeights(Path.of("src/test/resources/io/inkwell/model/training", this.run.get("file").stringValue()));
        return training;
    }

    private Checkpoint checkpoint() throws IOException {
        if (!this.run.has("config")) {
            return Checkpoint.open(EmbeddedCheckpoint.FOLDER);
        }
        byte[] config = JsonMapper.shared().writeValueAsBytes(this.run.get("config"));
        return Checkpoint.of(Gpt2Config.read(config),
                SafetensorsFile.wrap("untied.safetensors", ByteBuffer.wrap(resource("untied.safetensors"))));
    }

    List<JsonNode> steps() {
        return this.run.get("steps").valueStream().toList();
    }

    TrainingBatch batch(int step) {
        JsonNode batches = this.run.get("batches");
        return batch(batches.get(step % batches.size()), this.run.get("micro_batches").intValue());
    }

    TrainingBatch heldOut() {
        return batch(this.run.get("held_out"), 1);
    }

    private TrainingBatch batch(JsonNode node, int numMicroBatches) {
        return new TrainingBatch(numMicroBatches, this.run.get("rows").intValue(), this.run.get("length").intValue(),
                ints(node.get("tokens")), ints(node.get("labels")));
    }

    StepOptions options(int step) {
        JsonNode maxNorm = this.run.get("max_norm");
        return new StepOptions(steps().get(step).get("learning_rate").doubleValue(), 0.9, 0.999, 1e-8,
                this.run.get("weight_decay").doubleValue(),
                maxNorm.isNull() ? Double.POSITIVE_INFINITY : maxNorm.doubleValue(),
                this.run.get("smoothing").doubleValue(), 0, step + 1, 0);
    }

    /**
     * The result on the held-out batch.
     * @param when {@code before} or {@code after} the steps
     */
    EvaluationResult evaluation(String when) {
        JsonNode result = this.run.get(when);
        return new EvaluationResult(result.get("loss_sum").doubleValue(), result.get("targets").longValue(),
                result.get("correct").longValue());
    }

    @Override
    public String toString() {
        return this.name;
    }

    private static byte[] resource(String name) {
        try (InputStream stream = RecordedRun.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
