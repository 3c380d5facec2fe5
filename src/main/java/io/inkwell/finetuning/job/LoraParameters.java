package io.inkwell.finetuning.job;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.training.LoraOptions;

/**
 * The options of an adapter that a job trains in place of the weights. All except the
 * rank are null for their defaults.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoraParameters(int rank, @Nullable Double alpha, @Nullable Double dropout, @Nullable List<String> targets,
        @Nullable Boolean rslora) {

    /** The field of the request that has them. */
    public static final String FIELD = Hyperparameters.FIELD + ".lora";

    /**
     * Checks the values, as far as the limits of the service are not needed.
     * @throws ServiceException an invalid request that names the option
     */
    void check() {
        if (this.targets != null) {
            LoraOptions.requireTargets(FIELD + ".targets", this.targets);
        }
        LoraOptions.of(this.rank, this.alpha, this.dropout, this.targets, this.rslora);
    }

    /** The options of the command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        Hyperparameters.add(arguments, "--lora-rank", this.rank);
        Hyperparameters.add(arguments, "--lora-alpha", this.alpha);
        Hyperparameters.add(arguments, "--lora-dropout", this.dropout);
        if (this.targets != null) {
            Hyperparameters.add(arguments, "--lora-targets", String.join(",", this.targets));
        }
        if (Boolean.TRUE.equals(this.rslora)) {
            arguments.add("--lora-rslora");
        }
        return arguments;
    }

}
