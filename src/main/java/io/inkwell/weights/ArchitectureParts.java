package io.inkwell.weights;

import java.util.List;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;

/** The parts of a GPT-2 network, with the sizes of a checkpoint. */
final class ArchitectureParts {

    private static final String FIRST_BLOCK = "h.0.";

    private static final String ANY_BLOCK = "h.{block}.";

    private final Checkpoint checkpoint;

    private final Gpt2Config config;

    private final int hidden;

    ArchitectureParts(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
        this.hidden = this.config.hiddenSize();
    }

    List<ArchitecturePart> embedding() {
        return List.of(lookup("wte", "looks up the row of the token"),
                lookup("wpe", "looks up the row of the position and adds it"));
    }

    List<ArchitecturePart> block() {
        int inner = this.config.innerSize();
        return List.of(norm(ANY_BLOCK + "ln_1"),
                product(ANY_BLOCK + "attn.c_attn", "computes query, key and value of every head", this.hidden,
                        3 * this.hidden),
                attention(),
                product(ANY_BLOCK + "attn.c_proj", "combines the heads; added to the input of the block", this.hidden,
                        this.hidden),
                norm(ANY_BLOCK + "ln_2"),
                product(ANY_BLOCK + "mlp.c_fc", "computes the input of each neuron", this.hidden, inner),
                new ArchitecturePart("activation", "applies the activation function to each neuron", inner, inner,
                        List.of(), 0, 0, 0),
                product(ANY_BLOCK + "mlp.c_proj", "projects the neurons back; added to the input of ln_2", inner,
                        this.hidden));
    }

    List<ArchitecturePart> head() {
        boolean tied = this.config.tieWordEmbeddings();
        String matrix = tied ? "wte.weight" : "lm_head.weight";
        int vocabulary = this.config.vocabSize();
        return List.of(norm("ln_f"), new ArchitecturePart("lm_head", "computes a logit for every token", this.hidden,
                vocabulary, List.of(matrix), tied ? 0 : count(matrix), 2L * this.hidden * vocabulary, 0));
    }

    private ArchitecturePart lookup(String name, String does) {
        String weight = name + ".weight";
        return new ArchitecturePart(name, does, 1, this.hidden, List.of(weight), count(weight), 0, 0);
    }

    private ArchitecturePart norm(String name) {
        return part(name, "normalizes to mean 0 and variance 1, then scales and shifts", this.hidden, this.hidden, 0);
    }

    private ArchitecturePart product(String name, String does, int inputs, int outputs) {
        return part(name, does, inputs, outputs, 2L * inputs * outputs);
    }

    private ArchitecturePart part(String name, String does, int inputs, int outputs, long flops) {
        List<String> weights = List.of(name + ".weight", name + ".bias");
        return new ArchitecturePart(name, does, inputs, outputs, weights, weights.stream().mapToLong(this::count).sum(),
                flops, 0);
    }

    // Each head multiplies its query with every key, then every value with its weight.
    private ArchitecturePart attention() {
        return new ArchitecturePart("attention",
                "computes the weighted mean of the values of all positions so far, for each head", 3 * this.hidden,
                this.hidden, List.of(), 0, 0, 4L * this.hidden);
    }

    private long count(String weight) {
        return this.checkpoint.info(weight.replace(ANY_BLOCK, FIRST_BLOCK))
            .shape()
            .stream()
            .reduce(1L, Math::multiplyExact);
    }

}
