package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.training.EvaluationResult;
import io.inkwell.model.training.Gpt2Training;
import io.inkwell.model.training.StepOptions;
import io.inkwell.model.training.StepResult;
import io.inkwell.model.training.TrainingBatch;

/** What a run needs of a model; see {@link Gpt2Training}. */
interface TrainableModel {

    static TrainableModel of(Gpt2Training training) {
        return new TrainableModel() {
            @Override
            public int vocabularySize() {
                return training.config().vocabSize();
            }

            @Override
            public StepResult step(TrainingBatch batch, StepOptions options) {
                return training.step(batch, options);
            }

            @Override
            public EvaluationResult evaluate(TrainingBatch batch) {
                return training.evaluate(batch);
            }

            @Override
            public void write(Path folder) throws IOException {
                training.writeWeights(folder.resolve(Checkpoint.WEIGHTS_FILE));
                training.writeMoments(folder.resolve(RunFolder.MOMENTS));
            }
        };
    }

    int vocabularySize();

    StepResult step(TrainingBatch batch, StepOptions options);

    EvaluationResult evaluate(TrainingBatch batch);

    /** Writes weights and moments to a folder. */
    void write(Path folder) throws IOException;

}
