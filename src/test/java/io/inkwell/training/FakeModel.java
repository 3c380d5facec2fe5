package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.training.EvaluationResult;
import io.inkwell.model.training.StepOptions;
import io.inkwell.model.training.StepResult;
import io.inkwell.model.training.TrainingBatch;

/**
 * A model whose weights are the text of all its steps, and whose losses are prepared.
 */
final class FakeModel implements TrainableModel {

    /**
     * The mean losses of the next evaluations, also of those before a checkpoint; 1 once
     * there are no more.
     */
    final Deque<Double> evaluationLosses = new ArrayDeque<>();

    /** The steps that are not finite. */
    final List<Long> brokenSteps = new ArrayList<>();

    /** The steps with a loss far above that of guessing. */
    final List<Long> largeSteps = new ArrayList<>();

    private final StringBuilder weights = new StringBuilder();

    FakeModel(double... evaluationLosses) {
        for (double loss : evaluationLosses) {
            this.evaluationLosses.add(loss);
        }
    }

    /** Continues from weights that {@link #write} has written. */
    static FakeModel read(Path checkpoint) throws IOException {
        FakeModel model = new FakeModel();
        model.weights.append(Files.readString(checkpoint.resolve(Checkpoint.WEIGHTS_FILE)));
        return model;
    }

    @Override
    public int vocabularySize() {
        return 256;
    }

    @Override
    public StepResult step(TrainingBatch batch, StepOptions options) {
        if (this.brokenSteps.contains(options.step())) {
            return new StepResult(Double.NaN, 0, false);
        }
        this.weights.append(List.of(options, batch.tokens()[0])).append('\n');
        return new StepResult(this.largeSteps.contains(options.step()) ? 1000 : 1.0 / options.step(), 0.5, true);
    }

    @Override
    public EvaluationResult evaluate(TrainingBatch batch) {
        double loss = this.evaluationLosses.isEmpty() ? 1 : this.evaluationLosses.remove();
        return new EvaluationResult(loss * batch.numTargets(), batch.numTargets(), 0);
    }

    @Override
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(Checkpoint.CONFIG_FILE), "{}");
        Files.writeString(folder.resolve(Checkpoint.WEIGHTS_FILE), this.weights);
        Files.writeString(folder.resolve(RunFolder.MOMENTS), "moments");
    }

}
