package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * The options of a LoRA adapter (https://arxiv.org/abs/2106.09685). Error messages use
 * the field names of {@code adapter_config.json}.
 *
 * @param rank the number of rows of A, {@code r}
 * @param alpha the numerator of the scale, {@code lora_alpha}
 * @param dropout the probability with which training drops an input of A,
 * {@code lora_dropout}; serving ignores it
 * @param targets the matrices that the adapter changes, in all layers
 * @param rslora whether the scale divides by the square root of the rank
 * (https://arxiv.org/abs/2312.03732)
 * @param baseModel the name or folder of the model it was trained on; empty if unknown
 */
public record LoraConfig(int rank, double alpha, double dropout, Set<LoraTarget> targets, boolean rslora,
        String baseModel) {

    /** The largest rank: that of the largest matrices. */
    public static final int MAX_RANK = 1 << 16;

    /** The file with the options, in a folder. */
    public static final String FILE = "adapter_config.json";

    public LoraConfig {
        if (rank < 1 || rank > MAX_RANK) {
            throw new IllegalArgumentException("r must be between 1 and " + MAX_RANK + "; given: " + rank);
        }
        if (!(alpha > 0 && alpha <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("lora_alpha must be a finite number above 0; given: " + alpha);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("lora_dropout must be at least 0 and below 1; given: " + dropout);
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("target_modules must name at least one module; given: none");
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /**
     * Reads the {@code adapter_config.json} of a folder.
     * @throws CheckpointException if it is missing, invalid, or uses an unsupported
     * option; the message names the field
     */
    public static LoraConfig read(Path folder) throws IOException {
        return LoraConfigReader.read(folder.resolve(FILE));
    }

    /** Writes an {@code adapter_config.json} that {@link #read} and PEFT read. */
    public byte[] write() {
        return LoraConfigWriter.write(this);
    }

    /** The factor of the product of B and A. */
    public double scale() {
        return this.alpha / (this.rslora ? Math.sqrt(this.rank) : this.rank);
    }

    /** The number of values of A and B over all layers and targets. */
    public long parameterCount(Gpt2Config base) {
        return (long) base.numLayers() * this.rank
                * this.targets.stream().mapToLong((target) -> (long) target.inputs(base) + target.outputs(base)).sum();
    }

}
