package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.training.TrainingResult.Outcome;
import io.inkwell.training.data.LetterEncoding;
import io.inkwell.training.data.TrainingData;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class TrainingRunTests {

    private static final BooleanSupplier NEVER = () -> false;

    @TempDir
    private Path temporary;

    private Path output;

    private Path text;

    private final RecordingListener heard = new RecordingListener();

    private long nanos;

    @BeforeEach
    void writeText() throws IOException {
        this.output = this.temporary.resolve("output");
        // 20 blocks: 10 steps of 2.
        this.text = Files.writeString(this.temporary.resolve("text.txt"), "abcd".repeat(20));
    }

    @Test
    void reportsEachStepAndEachInterval() throws IOException {
        TrainingResult result = run(options(10).withIntervals(4, 4, 10), new FakeModel(), NEVER);

        assertThat(result).isEqualTo(new TrainingResult(Outcome.FINISHED, 10, Optional.of(this.heard.plans.get(0)),
                new TrainingHistory(this.heard.logs, this.heard.evaluations),
                new StepTotals(10, 80, Duration.ofMillis(10)), Optional.of(this.output), Optional.of(checkpoint(10))));
        assertThat(result.best()).isEmpty();
        assertThat(this.heard.steps).extracting(StepReport::step)
            .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(this.heard.steps.get(0)).isEqualTo(new StepReport(1, 1, 0.5, 5e-5, 8, Duration.ofMillis(1)));
        assertThat(this.heard.logs).extracting(LogReport::step).containsExactly(4L, 8L, 10L);
        LogReport first = this.heard.logs.get(0);
        assertThat(first.loss()).isCloseTo((1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 4, within(1e-15));
        assertThat(first.epoch()).isEqualTo(0.4);
        assertThat(first.tokensPerSecond()).isCloseTo(8000, within(1e-6));
    }

    @Test
    void evaluatesAndSavesAfterEachEpochByDefault() throws IOException {
        TestOptions options = options(1).withEvalSplit(50)
            .withSaveTotalLimit(10)
            .withBatches(new BatchOptions(2, 1, 2.5, OptionalLong.empty()));

        run(options, new FakeModel(), NEVER);

        assertThat(this.heard.plans.get(0)).extracting(TrainingPlan::totalSteps, TrainingPlan::stepsPerEpoch)
            .containsExactly(13L, 5L);
        assertThat(this.heard.evaluations).extracting(EvaluationReport::step).containsExactly(0L, 5L, 10L, 13L);
        assertThat(this.heard.checkpoints).containsExactly(5L, 10L, 13L);
    }

    @Test
    void publishesTheBestCheckpoint() throws IOException {
        // Two batches in each evaluation. The first is before training, and has no
        // checkpoint.
        FakeModel model = new FakeModel(0.5, 0.5, 3, 3, 1, 1, 2, 2);
        TrainingResult result = run(options(6).withEvalSplit(20).withIntervals(10, 2, 100).withSaveTotalLimit(1), model,
                NEVER);

        assertThat(result.best()).contains(new EvaluationReport(4, 4 / 8.0, 1, 0));
        assertThat(this.heard.best).extracting(EvaluationReport::step).containsExactly(2L, 4L);
        assertThat(this.heard.checkpoints).containsExactly(2L, 4L, 6L);
        assertThat(checkpoint(2)).doesNotExist();
        assertThat(checkpoint(4)).exists();
        assertThat(this.output.resolve("model.safetensors")).hasSameTextualContentAs(weights(4));
    }

    @Test
    void stopsOnceEvaluationsAreNoBetter() throws IOException {
        FakeModel model = new FakeModel(1, 1, 3, 3, 2, 2, 2, 2, 4, 4);
        TrainingResult result = run(options(8).withEvalSplit(20).withIntervals(10, 1, 100).withPatience(2), model,
                NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(result.lastStep()).isEqualTo(4);
        assertThat(result.best()).map(EvaluationReport::step).contains(2L);
        assertThat(this.output.resolve("model.safetensors")).hasSameTextualContentAs(weights(2));
    }

    @Test
    void stopsAtAStepThatIsNotFiniteAndKeepsTheLastCheckpoint() throws IOException {
        FakeModel model = new FakeModel();
        model.brokenSteps.add(6L);

        TrainingResult result = run(options(10).withIntervals(10, 10, 4), model, NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.lastStep()).isEqualTo(5);
        assertThat(result.model()).isEmpty();
        assertThat(result.checkpoint()).contains(checkpoint(4));
        assertThat(this.output.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void savesNoCheckpointAfterAnEvaluationThatIsNotFinite() throws IOException {
        TrainingResult result = run(options(4).withEvalSplit(20).withIntervals(10, 2, 2),
                new FakeModel(3, 3, 3, 3, Double.NaN, 3), NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.checkpoint()).contains(checkpoint(2));
    }

    @Test
    void endsOnceAnEvaluationIsFarWorseThanGuessing() throws IOException {
        // The vocabulary has 256 tokens, so the loss of guessing is 5.5.
        TrainingResult result = run(options(4).withEvalSplit(20).withIntervals(10, 1, 1),
                new FakeModel(3, 3, 11, 11, 11.2, 11.2), NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.lastStep()).isEqualTo(2);
        assertThat(result.checkpoint()).contains(checkpoint(1));
        assertThat(result.model()).isEmpty();
    }

    @Test
    void endsOnceTheTrainingLossIsFarWorseThanGuessing() throws IOException {
        FakeModel model = new FakeModel();
        model.largeSteps.add(3L);

        TrainingResult result = run(options(10).withIntervals(2, 10, 2), model, NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.checkpoint()).contains(checkpoint(2));
    }

    @Test
    void savesNoCheckpointOfWeightsThatTheLastStepDestroyed() throws IOException {
        // The losses of the weights after steps 2 and 4. No interval is reported between.
        TrainingResult result = run(options(10).withIntervals(10, 10, 2).withSaveTotalLimit(1), new FakeModel(3, 11.2),
                NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.lastStep()).isEqualTo(4);
        assertThat(result.checkpoint()).contains(checkpoint(2));
        assertThat(this.heard.checkpoints).containsExactly(2L);
    }

    @Test
    void publishesNoModelThatTheLastStepDestroyed() throws IOException {
        TrainingResult result = run(options(1), new FakeModel(Double.NaN), NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.model()).isEmpty();
        assertThat(result.checkpoint()).isEmpty();
    }

    @Test
    void savesACheckpointWhenItIsCancelled() throws IOException {
        TrainingResult result = run(options(10).withIntervals(10, 10, 10), new FakeModel(),
                () -> this.heard.hasSteps(3));

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.lastStep()).isEqualTo(3);
        assertThat(result.checkpoint()).contains(checkpoint(3));
        assertThat(result.model()).isEmpty();
    }

    @Test
    void savesNothingWhenItIsCancelledBeforeTheFirstStep() throws IOException {
        TrainingResult result = run(options(10), new FakeModel(), () -> true);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.checkpoint()).isEmpty();
        assertThat(this.output).isEmptyDirectory();
    }

    @Test
    void continuesARunAsIfItWereUninterrupted() throws IOException {
        TestOptions options = options(9).withEvalSplit(20)
            .withIntervals(2, 2, 100)
            .withSchedule(new ScheduleOptions(ScheduleOptions.Decay.COSINE, 2));
        run(options, new FakeModel(), () -> this.heard.hasSteps(5));

        resume(options);

        RecordingListener whole = new RecordingListener();
        Path other = this.temporary.resolve("other");
        TrainingData data = data(options);
        new TrainingRun(options.options(), new FakeModel(), data, RunFolder.create(other), RunState.initial(
                Optional.empty(), Optional.empty(), options.options().fixedOnResume(), data.checksum()), this::tick)
            .run(whole, NEVER);
        assertThat(this.heard.steps).extracting(StepReport::step, StepReport::loss, StepReport::learningRate)
            .containsExactlyElementsOf(
                    whole.steps.stream().map((step) -> tuple(step.step(), step.loss(), step.learningRate())).toList());
        assertThat(this.heard.logs).extracting(LogReport::step, LogReport::loss)
            .containsExactlyElementsOf(whole.logs.stream().map((log) -> tuple(log.step(), log.loss())).toList());
        assertThat(this.heard.evaluations).isEqualTo(whole.evaluations);
        assertThat(this.heard.plans.get(1).firstStep()).isEqualTo(6);
        assertThat(this.heard.plans.get(1).history().evaluations()).isEqualTo(whole.evaluations.subList(0, 3));
        assertThat(checkpoint(9).resolve("model.safetensors"))
            .hasSameTextualContentAs(other.resolve("checkpoint-9/model.safetensors"));
    }

    @Test
    void makesUpForAnEvaluationThatWasCancelled() throws IOException {
        TestOptions options = options(4).withEvalSplit(20).withIntervals(10, 2, 2);
        run(options, new FakeModel(), () -> this.heard.hasSteps(2));
        assertThat(this.heard.evaluations).extracting(EvaluationReport::step).containsExactly(0L);

        TrainingResult result = resume(options);

        assertThat(this.heard.evaluations).extracting(EvaluationReport::step).containsExactly(0L, 2L, 4L);
        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
    }

    @Test
    void publishesAgainIfAFinishedRunIsResumed() throws IOException {
        TestOptions options = options(4).withIntervals(10, 2, 2);
        run(options, new FakeModel(), NEVER);
        Files.delete(this.output.resolve("model.safetensors"));

        TrainingResult result = resume(options);

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(this.heard.steps).hasSize(4);
        assertThat(this.output.resolve("model.safetensors")).exists();
    }

    @Test
    void saysThatTheWarmUpIsTooLong() throws IOException {
        run(options(3).withSchedule(new ScheduleOptions(ScheduleOptions.Decay.LINEAR, 5)), new FakeModel(), NEVER);

        assertThat(this.heard.plans.get(0).notices())
            .containsExactly("The learning rate never reaches its peak: --warmup takes 5 of 3 steps");
    }

    private TestOptions options(long maxSteps) {
        return TestOptions.of(this.text, maxSteps);
    }

    private TrainingResult run(TestOptions options, FakeModel model, BooleanSupplier cancelled) throws IOException {
        TrainingData data = data(options);
        RunState start = RunState.initial(Optional.empty(), Optional.empty(), options.options().fixedOnResume(),
                data.checksum());
        return new TrainingRun(options.options(), model, data, RunFolder.create(this.output), start, this::tick)
            .run(this.heard, cancelled);
    }

    private TrainingResult resume(TestOptions options) throws IOException {
        RunFolder folder = RunFolder.resume(this.output);
        Path last = folder.checkpoint(folder.lastStep().orElseThrow());
        return new TrainingRun(options.options(), FakeModel.read(last), data(options), folder,
                RunState.read(last, folder.lastStep().orElseThrow()), this::tick)
            .run(this.heard, NEVER);
    }

    private static TrainingData data(TestOptions options) throws IOException {
        DataOptions data = options.options().data();
        return TrainingData.read(data.train(), data.evaluation(), data.evalSplit(), data.blockSize(),
                LetterEncoding.create(), () -> false);
    }

    private Path checkpoint(long step) {
        return this.output.resolve("checkpoint-" + step);
    }

    private Path weights(long step) {
        return checkpoint(step).resolve("model.safetensors");
    }

    /** A clock that advances by a millisecond whenever it is read. */
    private long tick() {
        this.nanos += 1_000_000;
        return this.nanos;
    }

}
