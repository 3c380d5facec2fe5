package io.inkwell.training;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.inkwell.model.training.StepOptions;
import io.inkwell.model.training.StepResult;
import io.inkwell.training.data.Seeds;
import io.inkwell.training.data.TrainingBatches;

/** Runs single optimizer steps. */
final class StepRunner {

    private final TrainableModel model;

    private final TrainingBatches batches;

    private final OptimizerOptions optimizer;

    private final LearningRateSchedule schedule;

    private final long seed;

    private final LongSupplier nanoTime;

    StepRunner(TrainableModel model, TrainingBatches batches, TrainingOptions options, LearningRateSchedule schedule,
            LongSupplier nanoTime) {
        this.model = model;
        this.batches = batches;
        this.optimizer = options.optimizer();
        this.schedule = schedule;
        this.seed = options.seed();
        this.nanoTime = nanoTime;
    }

    /**
     * Runs a step.
     * @param step from 1
     * @return empty if the loss or the gradients are not finite; the model is unchanged
     */
    Optional<StepReport> run(long step) {
        long start = this.nanoTime.getAsLong();
        StepOptions options = options(step);
        StepResult result = this.model.step(this.batches.batch(step), options);
        if (!result.applied()) {
            return Optional.empty();
        }
        Duration time = Duration.ofNanos(this.nanoTime.getAsLong() - start);
        return Optional.of(new StepReport(step, result.loss(), result.gradientNorm(), options.learningRate(),
                this.batches.numTokens(step), time));
    }

    /** The loss of the current model, in nats, on the batch of a step. */
    double loss(long step) {
        return this.model.evaluate(this.batches.batch(step)).meanLoss();
    }

    private StepOptions options(long step) {
        OptimizerOptions adam = this.optimizer;
        return new StepOptions(this.schedule.rate(step), adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay(),
                adam.gradientNormLimit(), adam.labelSmoothing(), adam.dropout(), step, Seeds.derive(this.seed, step));
    }

}
