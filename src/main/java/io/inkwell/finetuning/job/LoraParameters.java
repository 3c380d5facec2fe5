package io.inkwell.finetuning.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            // The name is not repeated, because it can be any text of the client.
            ServiceException.require(
                    this.targets.stream().allMatch((name) -> name != null && LoraOptions.isTarget(name)),
                    FIELD + ".targets", "a list of attn.c_attn, attn.c_proj, mlp.c_fc and mlp.c_proj",
                    "another string");
        }
        LoraOptions.of(this.rank, this.alpha, this.dropout, this.targets, this.rslora);
    }

    /** The options of the command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--lora-rank=" + this.rank);
        if (this.alpha != null) {
            arguments.add(String.format(Locale.ROOT, "--lora-alpha=%s", this.alpha));
        }
        if (this.dropout != null) {
            arguments.add(String.format(Locale.ROOT, "--lora-dropout=%s", this.dropout));
        }
        if (this.targets != null) {
            arguments.add("--lora-targets=" + String.join(",", this.targets));
        }
        if (Boolean.TRUE.equals(this.rslora)) {
            arguments.add("--lora-rslora");
        }
        return arguments;
    }

}
