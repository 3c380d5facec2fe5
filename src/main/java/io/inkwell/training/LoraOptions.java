package io.inkwell.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;

/**
 * A LoRA adapter that is trained in place of the weights.
 *
 * @param rank {@code --lora-rank}: the smaller dimension of both factors
 * @param alpha {@code --lora-alpha}: the product of the factors is multiplied by it and
 * divided by the rank
 * @param dropout {@code --lora-dropout}: of the input of the adapter
 * @param targets {@code --lora-targets}: the matrices that have an adapter
 * @param rslora {@code --lora-rslora}: divide by the root of the rank instead
 */
public record LoraOptions(int rank, double alpha, double dropout, Set<LoraTarget> targets, boolean rslora) {

    /** That of PEFT. */
    private static final double DEFAULT_ALPHA = 8;

    private static final int MAX_RANK = 4096;

    public LoraOptions {
        ServiceException.require(rank >= 1 && rank <= MAX_RANK, "--lora-rank", "from 1 to " + MAX_RANK, rank);
        ServiceException.require(alpha > 0 && alpha <= Float.MAX_VALUE, "--lora-alpha", "a finite number above 0",
                alpha);
        ServiceException.require(dropout >= 0 && dropout < 1, "--lora-dropout", "from 0 to less than 1", dropout);
        ServiceException.require(!targets.isEmpty(), "--lora-targets", "at least one matrix", "none");
    }

    /**
     * Options with the names of matrices, each null for its default.
     * @throws ServiceException if one is invalid
     */
    public static LoraOptions of(int rank, @Nullable Double alpha, @Nullable Double dropout,
            @Nullable List<String> targets, @Nullable Boolean rslora) {
        return new LoraOptions(rank, (alpha != null) ? alpha : DEFAULT_ALPHA, (dropout != null) ? dropout : 0,
                (targets != null) ? targets(targets) : EnumSet.of(LoraTarget.ATTENTION_INPUT),
                Boolean.TRUE.equals(rslora));
    }

    /**
     * Checks the names of matrices in a request. The error does not repeat them, because
     * they can be any text of the client.
     * @param field has the names
     * @throws ServiceException if one is invalid
     */
    public static void requireTargets(String field, List<String> names) {
        names.forEach((name) -> selectedBy(name, field, "another string"));
    }

    private static Set<LoraTarget> targets(List<String> names) {
        Set<LoraTarget> selected = EnumSet.noneOf(LoraTarget.class);
        names.forEach((name) -> selected.addAll(selectedBy(name, "--lora-targets", name)));
        return selected;
    }

    private static Set<LoraTarget> selectedBy(String name, String field, String given) {
        Set<LoraTarget> selected = LoraTarget.selectedBy(name);
        ServiceException.require(!selected.isEmpty(), field,
                "a list of attn.c_attn, attn.c_proj, mlp.c_fc and mlp.c_proj", given);
        return selected;
    }

    /**
     * @param baseModel where the user finds the model
     */
    LoraConfig config(String baseModel) {
        return new LoraConfig(this.rank, this.alpha, this.dropout, this.targets, this.rslora, baseModel);
    }

    void addFixedOnResume(Map<String, String> values) {
        values.put("--lora-rank", Integer.toString(this.rank));
        values.put("--lora-alpha", Double.toString(this.alpha));
        values.put("--lora-dropout", Double.toString(this.dropout));
        values.put("--lora-targets",
                this.targets.stream().sorted().map(LoraTarget::module).collect(Collectors.joining(",")));
        values.put("--lora-rslora", Boolean.toString(this.rslora));
    }

}
