package io.inkwell.model.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** From the fields of a {@code config.json} to a {@link Gpt2Config}, or to a refusal. */
final class Gpt2ConfigReader {

    static final String FILE = "config.json";

    private static final int END_OF_TEXT = 50256;

    private final JsonFields fields;

    private Gpt2ConfigReader(JsonFields fields) {
        this.fields = fields;
    }

    static Gpt2ConfigReader of(byte[] json) throws CheckpointException {
        return new Gpt2ConfigReader(JsonFields.parse(FILE, json));
    }

    Gpt2Config read() throws CheckpointException {
        kind().requireGpt2();
        requireUnset("quantization_config", "the weights must be floating-point numbers, which inkwell.precision "
                + "quantizes when they are loaded");
        requireUnset("attribute_map", "the fields must have their own names");
        requireUnset("text_config", "the fields of the network must be those of the file itself");
        // transformers writes an empty one for layers that are all alike.
        if (this.fields.isSet("per_layer_config")) {
            throw this.fields.refusal("per_layer_config", "is not supported: all layers must be alike");
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
            throw new CheckpointException(FILE, String.valueOf(ex.getMessage()), ex);
        }
    }

    /** The task that the weights were saved for. */
    ModelKind kind() {
        return ModelKind.of(this.fields);
    }

    /** What the file asks for and does not get, a sentence each. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (this.fields.isSet("add_cross_attention") || this.fields.isSet("is_encoder_decoder")) {
            notices.add(FILE + ": the decoder is served alone, without its cross-attention to an encoder");
        }
        if (this.fields.isSet("auto_map")) {
            notices.add(FILE + ": auto_map names Python code, which is not run: the model is served as a plain GPT-2");
        }
        return notices;
    }

    // As in transformers' attribute_map: the common name wins where both are given.
    private String common(String name, String gpt2Name) {
        return this.fields.contains(name) ? name : gpt2Name;
    }

    private void requireUnset(String option, String rule) throws CheckpointException {
        if (this.fields.has(option)) {
            throw this.fields.refusal(option, "is not supported: " + rule);
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

    // Ids that the model cannot produce are common, such as -1, or GPT-2's 50256 with a
    // smaller vocabulary. They end nothing, so they are left out.
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
