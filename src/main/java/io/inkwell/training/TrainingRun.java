package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.inkwell.model.training.EvaluationResult;
import io.inkwell.training.TrainingResult.Outcome;
import io.inkwell.training.data.EvaluationBatches;
import io.inkwell.training.data.TrainingBatches;
import io.inkwell.training.data.TrainingData;

/** The loop over the steps of one run. Not thread-safe. */
final class TrainingRun {

    private final TrainingOptions options;

    private final TrainableModel model;

    private final TrainingData data;

    private final RunFolder folder;

    private final RunState start;

    private final int vocabularySize;

    private final RunIntervals intervals;

    private final LearningRateSchedule schedule;

    private final StepRunner steps;

    private final Evaluator evaluator;

    private final StepLog log;

    private final Evaluations evaluations;

    /** The last step that changed the model. */
    private long step;

    private StepTotals totals = StepTotals.NONE;

    /** Whether a checkpoint has everything up to the current step. */
    private boolean isSaved = true;

    /**
     * @param model in the state after the steps of {@code start}
     * @param start the state to continue from
     */
    TrainingRun(TrainingOptions options, TrainableModel model, TrainingData data, RunFolder folder, RunState start,
            LongSupplier nanoTime) {
        this.options = options;
        this.model = model;
        this.data = data;
        this.folder = folder;
        this.start = start;
        this.vocabularySize = model.vocabularySize();
        BatchOptions sizes = options.batches();
        TrainingBatches batches = new TrainingBatches(data.train(), sizes.batchSize(), sizes.accumulation(),
                options.seed());
        this.intervals = RunIntervals.of(options, batches.stepsPerEpoch());
        this.schedule = new LearningRateSchedule(options.schedule(), options.optimizer().learningRate(),
                this.intervals.totalSteps());
        this.steps = new StepRunner(model, batches, options, this.schedule, nanoTime);
        this.evaluator = new Evaluator(model, new EvaluationBatches(data.evaluation(), sizes.batchSize()));
        this.log = new StepLog(start.history().logs(), start.losses());
        this.evaluations = new Evaluations(start.history().evaluations());
        this.step = start.step();
    }

    TrainingResult run(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        TrainingPlan plan = plan();
        listener.onStart(plan);
        Outcome outcome = runSteps(listener, cancelled);
        Optional<Path> published = outcome.isComplete()
                ? Optional.of(this.folder.publish(this.evaluations.bestStep().orElse(this.step))) : Optional.empty();
        OptionalLong saved = this.folder.lastStep();
        return new TrainingResult(outcome, this.step, Optional.of(plan), history(), this.totals, published,
                saved.isPresent() ? Optional.of(this.folder.checkpoint(saved.getAsLong())) : Optional.empty());
    }

    private TrainingHistory history() {
        return new TrainingHistory(this.log.reports(), this.evaluations.reports());
    }

    private Outcome runSteps(TrainingListener listener, BooleanSupplier cancelled) throws IOException {
        while (true) {
            // First what a step causes, so that a resumed run makes up for an evaluation
            // that was cancelled.
            if (isEvaluationDue()) {
                Optional<EvaluationResult> result = this.evaluator.run(cancelled);
                if (result.isPresent() && isDiverged(result.get().meanLoss())) {
                    return Outcome.DIVERGED;
                }
                result.ifPresent((total) -> report(total, listener));
            }
            boolean isAtEnd = this.intervals.isLast(this.step) || hasLostPatience();
            boolean isCancelled = isEvaluationDue() || (!isAtEnd && cancelled.getAsBoolean());
            if (!this.isSaved && (isAtEnd || isCancelled || isCheckpointDue())) {
                if (!isModelSound()) {
                    return Outcome.DIVERGED;
                }
                save(listener);
            }
            if (isCancelled) {
                return Outcome.CANCELLED;
            }
            if (isAtEnd) {
                return this.intervals.isLast(this.step) ? Outcome.FINISHED : Outcome.STOPPED_EARLY;
            }
            if (!isNextStepSound(listener)) {
                return Outcome.DIVERGED;
            }
        }
    }

    /**
     * Runs a step, and returns whether its loss and gradients were finite and the mean
     * loss of the interval that it ends is not beyond the limit.
     */
    private boolean isNextStepSound(TrainingListener listener) {
        Optional<StepReport> report = this.steps.run(this.step + 1);
        report.ifPresent((done) -> {
            this.step = done.step();
            this.isSaved = false;
            this.totals = this.totals.plus(done);
            this.log.add(done);
            listener.onStep(done);
            if (this.intervals.logsAfter(this.step)) {
                listener.onLog(this.log.report(done, this.intervals.epoch(this.step)));
            }
        });
        return report.isPresent() && !(this.intervals.logsAfter(this.step) && isDiverged(this.log.lastLoss()));
    }

    /**
     * Whether the weights are worth a checkpoint. The loss of a step is that before its
     * update, so the last update is checked by a loss of its own.
     */
    private boolean isModelSound() {
        return this.evaluations.isEvaluated(this.step) || !isDiverged(this.steps.loss(this.step));
    }

    private boolean isDiverged(double loss) {
        // Before the first step the model may know nothing about the text.
        return (this.step == 0) ? !Double.isFinite(loss)
                : Divergence.of(this.vocabularySize, history().before()).isReached(loss);
    }

    private boolean isEvaluationDue() {
        return this.evaluator.hasExamples() && this.intervals.evaluatesAfter(this.step)
                && !this.evaluations.isEvaluated(this.step);
    }

    private void report(EvaluationResult result, TrainingListener listener) {
        EvaluationReport report = new EvaluationReport(this.step, this.intervals.epoch(this.step), result.meanLoss(),
                result.accuracy());
        // The state before the first step needs no checkpoint.
        this.isSaved = this.step == 0;
        listener.onEvaluation(report, this.evaluations.add(report));
    }

    private boolean hasLostPatience() {
        return this.options.intervals().patience().isPresent()
                && this.evaluations.numSinceBest() >= this.options.intervals().patience().getAsInt();
    }

    private boolean isCheckpointDue() {
        return this.intervals.savesAfter(this.step)
                || this.evaluations.bestStep().filter((best) -> best == this.step).isPresent();
    }

    private void save(TrainingListener listener) throws IOException {
        RunState state = new RunState(this.step, this.start.origin(), this.start.base(), this.start.options(),
                this.start.text(), history(), this.log.losses());
        Path checkpoint = this.folder.save(this.step, (target) -> {
            this.model.write(target);
            state.write(target);
        });
        this.isSaved = true;
        this.folder.prune(this.options.intervals().saveTotalLimit(), this.evaluations.bestStep());
        listener.onCheckpoint(this.step, checkpoint);
    }

    private TrainingPlan plan() {
        List<String> notices = new ArrayList<>(this.data.notices());
        if (this.schedule.warmup() >= this.intervals.totalSteps()) {
            notices.add("The learning rate never reaches its peak: --warmup takes " + this.schedule.warmup() + " of "
                    + this.intervals.totalSteps() + " steps");
        }
        return new TrainingPlan(this.step + 1, this.intervals.totalSteps(), this.intervals.stepsPerEpoch(),
                this.data.train().count(), this.data.train().numTokens(), this.data.evaluation().count(),
                this.start.history(), notices);
    }

}
