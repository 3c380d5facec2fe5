package io.inkwell.cli.train;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;
import io.inkwell.training.LoraOptions;

/** Options of a LoRA adapter. */
final class LoraArguments {

    private static final String RANK = "--lora-rank";

    @Option(names = RANK, paramLabel = "<n>",
            description = "Train an adapter of this rank, such as 8, in place of the weights.")
    private @Nullable Integer rank;

    @Option(names = "--lora-alpha", paramLabel = "<a>", description = "Scale of the adapter. Default: 8.")
    private @Nullable Double alpha;

    @Option(names = "--lora-dropout", paramLabel = "<p>",
            description = "Probability that an input of the adapter becomes 0 in training. Default: 0.")
    private @Nullable Double dropout;

    @Option(names = "--lora-targets", paramLabel = "<names>", split = ",",
            description = "Matrices with an adapter: attn.c_attn (default), attn.c_proj, mlp.c_fc, mlp.c_proj; "
                    + "separated by commas.")
    private @Nullable List<String> targets;

    @Option(names = "--lora-rslora", description = "Divide alpha by the root of the rank, in place of the rank.")
    private boolean rslora;

    /**
     * @throws ServiceException if an option is invalid
     */
    Optional<LoraOptions> options() {
        if (this.rank == null) {
            requireAbsent("--lora-alpha", this.alpha);
            requireAbsent("--lora-dropout", this.dropout);
            requireAbsent("--lora-targets", this.targets);
            requireAbsent("--lora-rslora", this.rslora ? true : null);
            return Optional.empty();
        }
        return Optional.of(LoraOptions.of(this.rank, this.alpha, this.dropout, this.targets, this.rslora));
    }

    private static void requireAbsent(String option, @Nullable Object value) {
        ServiceException.require(value == null, option, "given with " + RANK, value);
    }

}
