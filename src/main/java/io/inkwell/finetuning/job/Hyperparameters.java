package io.inkwell.finetuning.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.training.BatchOptions;
import io.inkwell.training.DataOptions;
import io.inkwell.training.IntervalOptions;
import io.inkwell.training.OptimizerOptions;
import io.inkwell.training.ScheduleOptions;

/**
 * The options of a run, each null for its default. The first three are those of OpenAI,
 * the others options of {@code train}.
 *
 * @param lora the adapter to train; null to train the weights
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hyperparameters(@Nullable Integer nEpochs, @Nullable Integer batchSize,
        @Nullable Double learningRateMultiplier, @Nullable Double learningRate, @Nullable Integer blockSize,
        @Nullable String schedule, @Nullable Double warmup, @Nullable Double weightDecay, @Nullable Double maxGradNorm,
        @Nullable Double dropout, @Nullable Double labelSmoothing, @Nullable Integer accumulation,
        @Nullable Long maxSteps, @Nullable Double evalSplit, @Nullable Integer logSteps, @Nullable Integer evalSteps,
        @Nullable Integer saveSteps, @Nullable Integer patience, @Nullable LoraParameters lora) {

    /** All defaults. */
    public static final Hyperparameters DEFAULT = new Hyperparameters(null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null);

    /** The field of the request that has them. */
    public static final String FIELD = "method.supervised.hyperparameters";

    private static final int MAX_EPOCHS = 50;

    /**
     * Checks the values, as far as the model and the files are not needed.
     * @throws ServiceException an invalid request that names the field
     */
    public void check() {
        String epochs = FIELD + ".n_epochs";
        ServiceException.require(this.nEpochs == null || (this.nEpochs >= 1 && this.nEpochs <= MAX_EPOCHS), epochs,
                "auto, or from 1 to " + MAX_EPOCHS, this.nEpochs);
        // A tiny multiplier has a learning rate of 0.
        ServiceException.require(this.learningRateMultiplier == null
                || (learningRate(this.learningRateMultiplier) > 0 && Double.isFinite(this.learningRateMultiplier)),
                FIELD + ".learning_rate_multiplier", "auto, or a finite number with a learning rate above 0",
                this.learningRateMultiplier);
        ServiceException.require(this.learningRateMultiplier == null || this.learningRate == null,
                FIELD + ".learning_rate", "absent if learning_rate_multiplier is given", this.learningRate);
        ServiceException.require(this.schedule == null || schedules().contains(this.schedule), FIELD + ".schedule",
                "one of " + schedules(), "another string");
        try {
            checkOptions();
        }
        catch (ServiceException ex) {
            throw OptionNames.toFields(ex);
        }
    }

    /** The options check themselves. */
    private void checkOptions() {
        new BatchOptions(batchSizeOrDefault(), (this.accumulation != null) ? this.accumulation : 1, nEpochsOrDefault(),
                (this.maxSteps != null) ? OptionalLong.of(this.maxSteps) : OptionalLong.empty());
        OptimizerOptions defaults = OptimizerOptions.DEFAULT;
        new OptimizerOptions(learningRateOrDefault(), defaults.beta1(), defaults.beta2(), defaults.epsilon(),
                orElse(this.weightDecay, defaults.weightDecay()), orElse(this.maxGradNorm, defaults.maxGradientNorm()),
                orElse(this.labelSmoothing, defaults.labelSmoothing()), orElse(this.dropout, defaults.dropout()));
        new ScheduleOptions(ScheduleOptions.DEFAULT.decay(), orElse(this.warmup, ScheduleOptions.DEFAULT.warmup()));
        new DataOptions(Path.of(""), null, orElse(this.evalSplit, DataOptions.DEFAULT_EVAL_SPLIT),
                (this.blockSize != null) ? this.blockSize : DataOptions.DEFAULT_BLOCK_SIZE);
        new IntervalOptions((this.logSteps != null) ? this.logSteps : IntervalOptions.DEFAULT_LOG_STEPS,
                optional(this.evalSteps), optional(this.saveSteps), IntervalOptions.DEFAULT_SAVE_TOTAL_LIMIT,
                optional(this.patience));
        if (this.lora != null) {
            this.lora.check();
        }
    }

    private static List<String> schedules() {
        return Arrays.stream(ScheduleOptions.Decay.values()).map(ScheduleOptions.Decay::toString).toList();
    }

    private static double orElse(@Nullable Double value, double other) {
        return (value != null) ? value : other;
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return (value != null) ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /** What {@code auto} means. */
    public int nEpochsOrDefault() {
        return (this.nEpochs != null) ? this.nEpochs : (int) BatchOptions.DEFAULT_EPOCHS;
    }

    /** What {@code auto} means. */
    public int batchSizeOrDefault() {
        return (this.batchSize != null) ? this.batchSize : BatchOptions.DEFAULT_BATCH_SIZE;
    }

    /** What {@code auto} means: that of {@code learning_rate}, if it is given. */
    public double learningRateMultiplierOrDefault() {
        return learningRateOrDefault() / OptimizerOptions.DEFAULT.learningRate();
    }

    private double learningRateOrDefault() {
        if (this.learningRate != null) {
            return this.learningRate;
        }
        return learningRate(orElse(this.learningRateMultiplier, 1));
    }

    private static double learningRate(double multiplier) {
        return multiplier * OptimizerOptions.DEFAULT.learningRate();
    }

    /** The options of the command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--epochs", nEpochsOrDefault());
        add(arguments, "--batch-size", batchSizeOrDefault());
        add(arguments, "--learning-rate", learningRateOrDefault());
        add(arguments, "--block-size", this.blockSize);
        add(arguments, "--schedule", this.schedule);
        add(arguments, "--warmup", this.warmup);
        add(arguments, "--weight-decay", this.weightDecay);
        add(arguments, "--max-grad-norm", this.maxGradNorm);
        add(arguments, "--dropout", this.dropout);
        add(arguments, "--label-smoothing", this.labelSmoothing);
        add(arguments, "--accumulation", this.accumulation);
        add(arguments, "--max-steps", this.maxSteps);
        add(arguments, "--eval-split", this.evalSplit);
        add(arguments, "--log-steps", this.logSteps);
        add(arguments, "--eval-steps", this.evalSteps);
        add(arguments, "--save-steps", this.saveSteps);
        add(arguments, "--patience", this.patience);
        if (this.lora != null) {
            arguments.addAll(this.lora.arguments());
        }
        return arguments;
    }

    /** Adds an option of the command, unless its value is null. */
    static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option + "=" + value);
        }
    }

}
