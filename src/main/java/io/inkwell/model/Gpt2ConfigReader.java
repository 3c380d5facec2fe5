package io.inkwell.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** From the fields of a {@code config.json} to a {@link Gpt2Config}, or to a refusal. */
final class Gpt2ConfigReader {

    static final String FILE = "config.json";

    private static final List<String> ARCHITECTURES = List.of("GPT2LMHeadModel", "GPT2Model");

    private static final int END_OF_TEXT = 50256;

    private final JsonFields fields;

    Gpt2ConfigReader(JsonFields fields) {
        this.fields = fields;
    }

    Gpt2Config read() throws CheckpointException {
        requireGpt2();
        requireUnset("add_cross_attention");
        requireUnset("reorder_and_upcast_attn");
        if (this.fields.has("quantization_config")) {
            throw new CheckpointException(FILE, "quantization_config is not supported: the weights must be "
                    + "F32, F16 or BF16 and are quantized when they are loaded");
        }
        int vocabSize = this.fields.integer("vocab_size", 50257);
        int hiddenSize = this.fields.integer("n_embd", 768);
        try {
            return new Gpt2Config(vocabSize, this.fields.integer("n_positions", 1024), hiddenSize,
                    this.fields.integer("n_layer", 12), this.fields.integer("n_head", 12), innerSize(hiddenSize),
                    this.fields.number("layer_norm_epsilon", 1e-5), activation(),
                    this.fields.flag("scale_attn_weights", true),
                    this.fields.flag("scale_attn_by_inverse_layer_idx", false),
                    this.fields.flag("tie_word_embeddings", true), eosTokenIds(vocabSize), bosTokenId(vocabSize));
        }
        catch (IllegalArgumentException ex) {
            throw new CheckpointException(FILE, String.valueOf(ex.getMessage()), ex);
        }
    }

    private void requireGpt2() throws CheckpointException {
        String modelType = this.fields.string("model_type", "gpt2");
        if (!modelType.equals("gpt2")) {
            throw this.fields.refusal("model_type", "must be \"gpt2\"");
        }
        if (this.fields.has("architectures")
                && this.fields.strings("architectures").stream().noneMatch(ARCHITECTURES::contains)) {
            throw this.fields.refusal("architectures", "must contain one of " + ARCHITECTURES);
        }
    }

    private void requireUnset(String option) throws CheckpointException {
        if (this.fields.flag(option, false)) {
            throw this.fields.refusal(option, "is not supported and must be false");
        }
    }

    private int innerSize(int hiddenSize) throws CheckpointException {
        // Overflows only for an n_embd that is itself refused.
        return this.fields.has("n_inner") ? this.fields.integer("n_inner", 0) : 4 * hiddenSize;
    }

    private Activation activation() throws CheckpointException {
        String name = this.fields.string("activation_function", "gelu_new");
        return Activation.named(name)
            .orElseThrow(
                    () -> this.fields.refusal("activation_function", "must be one of " + Activation.allConfigNames()));
    }

    // Checkpoints with a small vocabulary of their own often keep GPT-2's 50256 here: a
    // token that the model cannot produce ends nothing, so it is left out.
    private Set<Integer> eosTokenIds(int vocabSize) throws CheckpointException {
        return this.fields.integers("eos_token_id", List.of(END_OF_TEXT))
            .stream()
            .filter((id) -> id < vocabSize)
            .collect(Collectors.toSet());
    }

    private OptionalInt bosTokenId(int vocabSize) throws CheckpointException {
        return this.fields.integers("bos_token_id", List.of(END_OF_TEXT))
            .stream()
            .mapToInt(Integer::intValue)
            .filter((id) -> id < vocabSize)
            .findFirst();
    }

}
