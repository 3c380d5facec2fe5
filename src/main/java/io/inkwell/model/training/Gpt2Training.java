package io.inkwell.model.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.SafetensorsWriter;
import io.inkwell.model.checkpoint.WeightShapes;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.Gpt2Program;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.model.program.WeightRole;

/**
 * The weights of a model in float32, or those of a LoRA adapter for it, and the moments
 * of AdamW, which start at zero. Not thread-safe.
 */
public final class Gpt2Training implements AutoCloseable {

    private final Gpt2Config config;

    private final TrainingProgram program;

    /** What is saved: the weights of the model or of the adapter. */
    private final List<TrainedTensor> weights;

    private Gpt2Training(Gpt2Config config, TrainingProgram program, List<TrainedTensor> weights) {
        this.config = config;
        this.program = program;
        this.weights = weights;
    }

    /**
     * Loads the weights of a checkpoint, which may be closed afterwards.
     * @throws CheckpointException if a weight is not finite
     * @throws IOException if the weights cannot be read
     */
    public static Gpt2Training open(Checkpoint checkpoint, ComputeDevice device) throws IOException {
        TrainingProgram program = load(checkpoint, device);
        try {
            program.begin();
            return new Gpt2Training(checkpoint.config(), program, weights(checkpoint.config()));
        }
        catch (RuntimeException | Error ex) {
            program.close();
            throw ex;
        }
    }

    /**
     * Loads the weights of a checkpoint, which stay as they are, and adds an adapter that
     * has no effect before the first step. As in PEFT, A is drawn from
     * {@code kaiming_uniform_(a=sqrt(5))}, and B is zero.
     * @param seed of A
     * @throws CheckpointException if a weight is not finite
     * @throws IOException if the weights cannot be read
     */
    public static Gpt2Training openLora(Checkpoint checkpoint, LoraConfig lora, long seed, ComputeDevice device)
            throws IOException {
        TrainingProgram program = load(checkpoint, device);
        try {
            LoraTensors tensors = new LoraTensors(lora, checkpoint.config());
            program.beginLora(tensors.options(), lora.scale(), lora.dropout());
            tensors.initialize(program, seed);
            return new Gpt2Training(checkpoint.config(), program, tensors.all());
        }
        catch (RuntimeException | Error ex) {
            program.close();
            throw ex;
        }
    }

    private static TrainingProgram load(Checkpoint checkpoint, ComputeDevice device) throws IOException {
        return new TrainingProgram(Gpt2Program.load(checkpoint, WeightOptions.of(Precision.FLOAT32), device));
    }

    private static List<TrainedTensor> weights(Gpt2Config config) {
        List<TrainedTensor> weights = new ArrayList<>();
        WeightShapes.of(config).forEach((weight, shape) -> {
            WeightRole role = WeightRole.of(weight, config);
            weights.add(new TrainedTensor(storedName(weight), TrainedTensor.WEIGHT, role.kind().code(), role.index(),
                    shape));
        });
        return List.copyOf(weights);
    }

    public Gpt2Config config() {
        return this.config;
    }

    /**
     * Changes weights and moments by one step on all micro-batches of a batch.
     * @throws IllegalArgumentException if the batch has no target, or does not fit the
     * model
     */
    public StepResult step(TrainingBatch batch, StepOptions options) {
        if (batch.numTargets() == 0) {
            throw new IllegalArgumentException("labels must have at least one target; given: none");
        }
        double[] result = this.program.trainStep(BatchTensor.of(batch, this.config, options.step(), options.seed()),
                options.learningRate(), options.beta1(), options.beta2(), options.epsilon(), options.weightDecay(),
                options.maxGradientNorm(), options.labelSmoothing(), options.dropout());
        return new StepResult(result[0], result[1], result[2] == 1);
    }

    /**
     * Computes the loss of a batch.
     * @throws IllegalArgumentException if the batch does not fit the model
     */
    public EvaluationResult evaluate(TrainingBatch batch) {
        double[] result = this.program.evaluate(BatchTensor.of(batch, this.config, 0, 0));
        return new EvaluationResult(result[0], batch.numTargets(), (long) result[1]);
    }

    /**
     * Writes the weights in float32: as a {@code model.safetensors} with the names of
     * transformers, or as an {@code adapter_model.safetensors} with those of PEFT. The
     * file is on the storage device when the method returns.
     */
    public void writeWeights(Path file) throws IOException {
        write(file, this.weights);
    }

    /**
     * Reads a file that {@link #writeWeights} has written.
     * @throws CheckpointException if it is not a file of these weights
     */
    public void readWeights(Path file) throws IOException {
        read(file, this.weights);
    }

    /**
     * Writes the moments: for each weight one tensor with the suffix {@code .first}, and
     * one with {@code .second}. The file is on the storage device when the method
     * returns.
     */
    public void writeMoments(Path file) throws IOException {
        write(file, moments());
    }

    /**
     * Reads a file that {@link #writeMoments} has written.
     * @throws CheckpointException if it is not a file of this model's moments
     */
    public void readMoments(Path file) throws IOException {
        read(file, moments());
    }

    @Override
    public void close() {
        this.program.close();
    }

    private void write(Path file, List<TrainedTensor> tensors) throws IOException {
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, shapes(tensors))) {
            for (TrainedTensor tensor : tensors) {
                tensor.writeTo(writer, this.program);
            }
            writer.finish();
        }
    }

    private void read(Path file, List<TrainedTensor> tensors) throws IOException {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            stored.requireTensors(shapes(tensors));
            for (TrainedTensor tensor : tensors) {
                tensor.readFrom(stored, this.program);
            }
        }
    }

    private List<TrainedTensor> moments() {
        List<TrainedTensor> moments = new ArrayList<>();
        // Scalars are constants of the activation.
        this.weights.stream().filter((weight) -> !weight.shape().isEmpty()).forEach((weight) -> {
            moments.add(weight.moment(TrainedTensor.FIRST_MOMENT));
            moments.add(weight.moment(TrainedTensor.SECOND_MOMENT));
        });
        return moments;
    }

    private static Map<String, List<Long>> shapes(List<TrainedTensor> tensors) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        tensors.forEach((tensor) -> shapes.put(tensor.name(), tensor.shape()));
        return shapes;
    }

    static String storedName(String weight) {
        return weight.equals(WeightShapes.HEAD) ? weight : "transformer." + weight;
    }

}
