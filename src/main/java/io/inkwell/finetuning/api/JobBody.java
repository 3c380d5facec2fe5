package io.inkwell.finetuning.api;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.job.Hyperparameters;
import io.inkwell.finetuning.job.NewJob;
import io.inkwell.web.fields.Metadata;

/**
 * The body of {@code POST /v1/fine_tuning/jobs}.
 *
 * @param hyperparameters OpenAI's older place for what {@code method} has
 * @param integrations must be empty
 */
record JobBody(@Nullable String model, @Nullable String trainingFile, @Nullable String validationFile,
        @Nullable String suffix, @Nullable Long seed, @Nullable MethodBody method,
        @Nullable HyperparametersBody hyperparameters, @Nullable Map<String, String> metadata,
        @Nullable JsonNode integrations) {

    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final long MAX_SEED = (1L << 53) - 1;

    /**
     * @param randomSeed the seed if the body has none
     * @throws ServiceException an invalid request that names the field
     */
    NewJob toJob(long randomSeed) {
        String suffix = (this.suffix != null && this.suffix.isEmpty()) ? null : this.suffix;
        ServiceException.require(suffix == null || SUFFIX.matcher(suffix).matches(), "suffix",
                "1 to 64 letters, digits or ._-, the first a letter or digit", "another string");
        ServiceException.require(this.seed == null || (this.seed >= 0 && this.seed <= MAX_SEED), "seed",
                "from 0 to " + MAX_SEED, this.seed);
        ServiceException.require(
                this.integrations == null || this.integrations.isNull()
                        || (this.integrations.isArray() && this.integrations.isEmpty()),
                "integrations", "null or an empty list, because there are no integrations", "another value");
        return new NewJob(required("model", this.model), required("training_file", this.trainingFile),
                this.validationFile, suffix, (this.seed != null) ? this.seed : randomSeed, options(),
                Metadata.checked(this.metadata));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ServiceException.invalid(field, field + " must be a string that is not empty; given: nothing");
        }
        return value;
    }

    private Hyperparameters options() {
        HyperparametersBody ofMethod = (this.method != null) ? this.method.hyperparameters() : null;
        ServiceException.require(ofMethod == null || this.hyperparameters == null, "hyperparameters",
                "absent if method.supervised.hyperparameters is given", "both");
        HyperparametersBody given = (ofMethod != null) ? ofMethod : this.hyperparameters;
        if (given == null) {
            return Hyperparameters.DEFAULT;
        }
        Hyperparameters options = given.toOptions();
        options.check();
        return options;
    }

}
