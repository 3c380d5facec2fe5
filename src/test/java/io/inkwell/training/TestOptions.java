package io.inkwell.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Options of small runs, changed one by one. */
record TestOptions(TrainingOptions options) {

    /** Blocks of 4 tokens in batches of 2, without evaluation, for the given steps. */
    static TestOptions of(Path text, long maxSteps) {
        return new TestOptions(new TrainingOptions(new DataOptions(text, null, 0, 4),
                new BatchOptions(2, 1, 1, OptionalLong.of(maxSteps)), OptimizerOptions.DEFAULT, ScheduleOptions.DEFAULT,
                IntervalOptions.DEFAULT, TrainingOptions.DEFAULT_SEED, Optional.empty()));
    }

    TestOptions withData(DataOptions data) {
        return new TestOptions(new TrainingOptions(data, this.options.batches(), this.options.optimizer(),
                this.options.schedule(), this.options.intervals(), this.options.seed(), this.options.lora()));
    }

    TestOptions withEvalSplit(double evalSplit) {
        DataOptions data = this.options.data();
        return withData(new DataOptions(data.train(), data.evaluation(), evalSplit, data.blockSize()));
    }

    TestOptions withBatches(BatchOptions batches) {
        return new TestOptions(new TrainingOptions(this.options.data(), batches, this.options.optimizer(),
                this.options.schedule(), this.options.intervals(), this.options.seed(), this.options.lora()));
    }

    TestOptions withLearningRate(double learningRate) {
        OptimizerOptions adam = this.options.optimizer();
        return new TestOptions(new TrainingOptions(this.options.data(), this.options.batches(),
                new OptimizerOptions(learningRate, adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay(),
                        adam.maxGradientNorm(), adam.labelSmoothing(), adam.dropout()),
                this.options.schedule(), this.options.intervals(), this.options.seed(), this.options.lora()));
    }

    TestOptions withSchedule(ScheduleOptions schedule) {
        return new TestOptions(
                new TrainingOptions(this.options.data(), this.options.batches(), this.options.optimizer(), schedule,
                        this.options.intervals(), this.options.seed(), this.options.lora()));
    }

    TestOptions withLora(LoraOptions lora) {
        return new TestOptions(
                new TrainingOptions(this.options.data(), this.options.batches(), this.options.optimizer(),
                        this.options.schedule(), this.options.intervals(), this.options.seed(), Optional.of(lora)));
    }

    TestOptions withIntervals(int log, int eval, int save) {
        return withIntervals(new IntervalOptions(log, OptionalInt.of(eval), OptionalInt.of(save),
                this.options.intervals().saveTotalLimit(), this.options.intervals().patience()));
    }

    TestOptions withSaveTotalLimit(int limit) {
        IntervalOptions intervals = this.options.intervals();
        return withIntervals(new IntervalOptions(intervals.logSteps(), intervals.evalSteps(), intervals.saveSteps(),
                limit, intervals.patience()));
    }

    TestOptions withPatience(int patience) {
        IntervalOptions intervals = this.options.intervals();
        return withIntervals(new IntervalOptions(intervals.logSteps(), intervals.evalSteps(), intervals.saveSteps(),
                intervals.saveTotalLimit(), OptionalInt.of(patience)));
    }

    private TestOptions withIntervals(IntervalOptions intervals) {
        return new TestOptions(
                new TrainingOptions(this.options.data(), this.options.batches(), this.options.optimizer(),
                        this.options.schedule(), intervals, this.options.seed(), this.options.lora()));
    }

}
