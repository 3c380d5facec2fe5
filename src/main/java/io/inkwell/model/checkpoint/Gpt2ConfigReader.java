package io.inkwell.model.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts the fields of a {@code config.json} to a {@link Gpt2Config}. */
final class Gpt2ConfigReader {

    private static final int END_OF_TEXT = 50256;

    private final JsonFields fields;

    private Gpt2ConfigReader(JsonFields fields) {
        this.fields = fields;
    }

    static Gpt2ConfigReader of(byte[] json) throws CheckpointException {
        return new Gpt2ConfigReader(JsonFields.parse(Checkpoint.CONFIG_FILE, json));
    }

    Gpt2Config read() throws CheckpointException {
        kind().requireGpt2();
        requireUnset("quantization_config",
                "the weights must be floating-point; set inkwell.precision to quantize them on load");
        requireUnset("attribute_map", "the fields must have their standard names");
        requireUnset("text_config", "the model fields must be at the top level of the file");
        // transformers writes an empty object if all layers are alike.
        if (this.fields.isSet("per_layer_config")) {
            throw this.fields.rejection("per_layer_config", "is not supported: all layers must have the same config");
        }
        int vocabSize = this.fields.integer("vocab_size", 50257);
        int hiddenSize = this.fields.integer(common("hidden_size", "n_embd"), 768);
        try {
            return new Gpt2Config(vocabSize,
                    this.fields.integer(common("max_position_embeddings", "n_positions"), 1024), hiddenSize,
                    this.fields.integer(common("num_hidden_layers", "n_layer"), 12),
                    this.fields.integer(common("num_attention_heads", "n_head"), 12), innerSize(hiddenSize),
                    this.fields.number("layer_norm_epsilon", 1e-5), activation(),
                    this.fields.flag("scale_attn_weights", true),
                    this.fields.flag("scale_attn_by_inverse_layer_idx", false),
                    this.fields.flag("tie_word_embeddings", true), eosTokenIds(vocabSize), bosTokenId(vocabSize));
        }
        catch (IllegalArgumentException ex) {
            throw new CheckpointException(Checkpoint.CONFIG_FILE, String.valueOf(ex.getMessage()), ex);
        }
    }

    /** The task that the weights were saved for. */
    ModelKind kind() {
        return ModelKind.of(this.fields);
    }

    /**
     * Warnings about settings of the file that have no effect, one sentence each.
     */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (this.fields.isSet("add_cross_attention") || this.fields.isSet("is_encoder_decoder")) {
            notices.add(Checkpoint.CONFIG_FILE + ": cross-attention is ignored; only the decoder is served");
        }
        if (this.fields.isSet("auto_map")) {
            notices.add(Checkpoint.CONFIG_FILE
                    + ": auto_map refers to Python code, which is not run; the model is served as a standard GPT-2");
        }
        return notices;
    }

    // As in the attribute_map of transformers: the common name takes precedence.
    private String common(String name, String gpt2Name) {
        return this.fields.contains(name) ? name : gpt2Name;
    }

    private void requireUnset(String option, String rule) throws CheckpointException {
        if (this.fields.has(option)) {
            throw this.fields.rejection(option, "is not supported: " + rule);
        }
    }

    private int innerSize(int hiddenSize) throws CheckpointException {
        // Overflows only for a value of n_embd that is rejected anyway.
        return this.fields.has("n_inner") ? this.fields.integer("n_inner", 0) : 4 * hiddenSize;
    }

    private Activation activation() throws CheckpointException {
        String name = this.fields.string("activation_function", "gelu_new");
        return Activation.named(name)
            .orElseThrow(() -> this.fields.rejection("activation_function",
                    "must be one of " + Activation.allConfigNames()));
    }

    // Ids outside the vocabulary are common, such as -1, or GPT-2's 50256 with a smaller
    // vocabulary. The model cannot generate them, so they are dropped.
    private Set<Integer> eosTokenIds(int vocabSize) throws CheckpointException {
        return this.fields.integers("eos_token_id", List.of(END_OF_TEXT))
            .stream()
            .filter((id) -> id >= 0 && id < vocabSize)
            .collect(Collectors.toSet());
    }

    private OptionalInt bosTokenId(int vocabSize) throws CheckpointException {
        return this.fields.integers("bos_token_id", List.of(END_OF_TEXT))
            .stream()
            .mapToInt(Integer::intValue)
            .filter((id) -> id >= 0 && id < vocabSize)
            .findFirst();
    }

}
