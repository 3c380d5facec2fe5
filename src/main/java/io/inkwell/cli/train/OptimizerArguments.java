package io.inkwell.cli.train;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;
import io.inkwell.training.OptimizerOptions;
import io.inkwell.training.ScheduleOptions;
import io.inkwell.training.TrainingOptions;

/** Options of the loss, of AdamW and of the learning rate. */
final class OptimizerArguments {

    /** Random weights need larger steps than trained ones. */
    private static final double SCRATCH_LEARNING_RATE = 5e-4;

    @Option(names = "--learning-rate", paramLabel = "<rate>",
            description = "Highest learning rate. Default: 5e-5, or 5e-4 with --from-scratch.")
    private @Nullable Double learningRate;

    @Option(names = "--schedule", paramLabel = "<name>",
            description = "Learning rate after the warm-up: linear (default), cosine or constant.")
    private String decay = ScheduleOptions.DEFAULT.decay().toString();

    @Option(names = "--warmup", paramLabel = "<steps>",
            description = "Steps in which the learning rate rises from 0; below 1 a fraction of all. Default: 0.")
    private double warmup = ScheduleOptions.DEFAULT.warmup();

    @Option(names = "--weight-decay", paramLabel = "<rate>",
            description = "Decay of matrices and embeddings. Default: 0.")
    private double weightDecay = OptimizerOptions.DEFAULT.weightDecay();

    @Option(names = "--max-grad-norm", paramLabel = "<norm>",
            description = "Scale longer gradients down to this norm; 0 for no limit. Default: 1.")
    private double maxGradientNorm = OptimizerOptions.DEFAULT.maxGradientNorm();

    @Option(names = "--dropout", paramLabel = "<p>",
            description = "Probability that a value becomes 0 in training. Default: 0.1.")
    private double dropout = OptimizerOptions.DEFAULT.dropout();

    @Option(names = "--label-smoothing", paramLabel = "<p>",
            description = "Probability that is spread over all tokens. Default: 0.")
    private double labelSmoothing = OptimizerOptions.DEFAULT.labelSmoothing();

    @Option(names = "--adam-beta1", paramLabel = "<b>", description = "Decay of the mean gradient. Default: 0.9.")
    private double beta1 = OptimizerOptions.DEFAULT.beta1();

    @Option(names = "--adam-beta2", paramLabel = "<b>",
            description = "Decay of the mean squared gradient. Default: 0.999.")
    private double beta2 = OptimizerOptions.DEFAULT.beta2();

    @Option(names = "--adam-epsilon", paramLabel = "<e>",
            description = "Added to the root of the mean squared gradient. Default: 1e-8.")
    private double epsilon = OptimizerOptions.DEFAULT.epsilon();

    @Option(names = "--seed", paramLabel = "<seed>",
            description = "Decides the order of the examples, the dropout and new weights. Default: 42.")
    private long seed = TrainingOptions.DEFAULT_SEED;

    OptimizerOptions options(boolean fromScratch) {
        return new OptimizerOptions(learningRate(fromScratch), this.beta1, this.beta2, this.epsilon, this.weightDecay,
                this.maxGradientNorm, this.labelSmoothing, this.dropout);
    }

    double learningRate(boolean fromScratch) {
        if (this.learningRate != null) {
            return this.learningRate;
        }
        return fromScratch ? SCRATCH_LEARNING_RATE : OptimizerOptions.DEFAULT.learningRate();
    }

    ScheduleOptions schedule() {
        return new ScheduleOptions(decay(), this.warmup);
    }

    private ScheduleOptions.Decay decay() {
        for (ScheduleOptions.Decay each : ScheduleOptions.Decay.values()) {
            if (each.toString().equals(this.decay)) {
                return each;
            }
        }
        throw ServiceException.invalid("--schedule",
                "--schedule must be one of linear, cosine, constant; given: " + this.decay);
    }

    long seed() {
        return this.seed;
    }

}
