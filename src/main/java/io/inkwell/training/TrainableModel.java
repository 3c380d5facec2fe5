package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.training.EvaluationResult;
import io.inkwell.model.training.Gpt2Training;
import io.inkwell.model.training.StepOptions;
import io.inkwell.model.training.StepResult;
import io.inkwell.model.training.TrainingBatch;

/** What a run needs of a model; see {@link Gpt2Training}. */
interface TrainableModel {

    /**
     * @param files what a checkpoint of all weights has besides
     */
    static TrainableModel ofWeights(Gpt2Training training, ModelFiles files) {
        return of(training, (folder) -> {
            files.write(folder);
            training.writeWeights(folder.resolve(Checkpoint.WEIGHTS_FILE));
        });
    }

    static TrainableModel ofAdapter(Gpt2Training training, LoraConfig config) {
        return of(training, (folder) -> {
            Files.write(folder.resolve(LoraConfig.FILE), config.write());
            training.writeWeights(folder.resolve(LoraAdapter.WEIGHTS_FILE));
        });
    }

    private static TrainableModel of(Gpt2Training training, DurableFiles.FolderContents weights) {
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
                weights.write(folder);
                training.writeMoments(folder.resolve(RunFolder.MOMENTS));
            }
        };
    }

    int vocabularySize();

    StepResult step(TrainingBatch batch, StepOptions options);

    EvaluationResult evaluate(TrainingBatch batch);

    /** Writes weights, moments and descriptions to a folder. */
    void write(Path folder) throws IOException;

}
