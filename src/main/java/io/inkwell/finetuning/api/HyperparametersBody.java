package io.inkwell.finetuning.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.job.Hyperparameters;

/**
 * The options of a run in a request. The first three are numbers or {@code auto}; the
 * others are not OpenAI's.
 */
record HyperparametersBody(@Nullable JsonNode nEpochs, @Nullable JsonNode batchSize,
        @Nullable JsonNode learningRateMultiplier, @Nullable Double learningRate, @Nullable Integer blockSize,
        @Nullable String schedule, @Nullable Double warmup, @Nullable Double weightDecay, @Nullable Double maxGradNorm,
        @Nullable Double dropout, @Nullable Double labelSmoothing, @Nullable Integer accumulation,
        @Nullable Long maxSteps, @Nullable Double evalSplit, @Nullable Integer logSteps, @Nullable Integer evalSteps,
        @Nullable Integer saveSteps, @Nullable Integer patience, @Nullable LoraBody lora) {

    private static final String AUTO = "auto";

    Hyperparameters toOptions() {
        return new Hyperparameters(integer("n_epochs", this.nEpochs), integer("batch_size", this.batchSize),
                number("learning_rate_multiplier", this.learningRateMultiplier), this.learningRate, this.blockSize,
                this.schedule, this.warmup, this.weightDecay, this.maxGradNorm, this.dropout, this.labelSmoothing,
                this.accumulation, this.maxSteps, this.evalSplit, this.logSteps, this.evalSteps, this.saveSteps,
                this.patience, (this.lora != null) ? this.lora.toOptions() : null);
    }

    private static @Nullable Integer integer(String name, @Nullable JsonNode given) {
        if (given == null || isAuto(given)) {
            return null;
        }
        ServiceException.require(given.isIntegralNumber() && given.canConvertToInt(),
                Hyperparameters.FIELD + "." + name, "auto or an integer", "another value");
        return given.intValue();
    }

    private static @Nullable Double number(String name, @Nullable JsonNode given) {
        if (given == null || isAuto(given)) {
            return null;
        }
        ServiceException.require(given.isNumber(), Hyperparameters.FIELD + "." + name, "auto or a number",
                "another value");
        return given.doubleValue();
    }

    private static boolean isAuto(JsonNode given) {
        return given.isNull() || (given.isString() && given.stringValue().equals(AUTO));
    }

}
