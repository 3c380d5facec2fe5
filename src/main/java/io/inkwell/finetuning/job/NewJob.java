package io.inkwell.finetuning.job;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param model the name of the model to start from
 * @param trainingFile the id of the file to learn
 * @param validationFile the id of the file to evaluate on; null to hold out a part of the
 * other one
 * @param suffix a part of the name of the new model; null for none
 */
public record NewJob(String model, String trainingFile, @Nullable String validationFile, @Nullable String suffix,
        long seed, Hyperparameters hyperparameters, Map<String, String> metadata) {

    public NewJob {
        metadata = Map.copyOf(metadata);
    }

}
