package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.inkwell.registry.folder.PythonJson;

/**
 * Maps the fields of transformers' {@code GenerationConfig} to those of the engine.
 */
public final class GenerationConfigReader {

    public static final String MODEL_CONFIG = "config.json";

    /**
     * The attributes of transformers' {@code GenerationConfig} that change the output.
     */
    private static final Set<String> MODEL_CONFIG_FIELDS = Set.of("bad_words_ids", "begin_suppress_tokens",
            "constraints", "diversity_penalty", "do_sample", "dola_layers", "early_stopping",
            "encoder_no_repeat_ngram_size", "encoder_repetition_penalty", "epsilon_cutoff", "eta_cutoff",
            "exponential_decay_length_penalty", "force_words_ids", "forced_bos_token_id", "forced_eos_token_id",
            "guidance_scale", "length_penalty", "max_length", "max_new_tokens", "max_time", "min_length",
            "min_new_tokens", "min_p", "no_repeat_ngram_size", "num_beam_groups", "num_beams", "num_return_sequences",
            "penalty_alpha", "remove_invalid_values", "renormalize_logits", "repetition_penalty", "sequence_bias",
            "stop_strings", "suppress_tokens", "temperature", "token_healing", "top_h", "top_k", "top_p", "typical_p",
            "watermarking_config");

    private final LenientFields fields;

    private GenerationConfigReader(LenientFields fields) {
        this.fields = fields;
    }

    static GenerationConfig read(byte[] json) {
        JsonNode root;
        try {
            root = PythonJson.MAPPER.readTree(json);
        }
        catch (JacksonException ex) {
            return unread("is not valid JSON");
        }
        if (!root.isObject()) {
            return unread("is not a JSON object");
        }
        return new GenerationConfigReader(new LenientFields(GenerationConfig.FILE, root)).read();
    }

    /**
     * Reads the generation fields of a {@code config.json}, where models from before
     * {@code generation_config.json} keep them. The config's own reader handles EOS
     * tokens and invalid JSON.
     */
    static GenerationConfig readModelConfig(byte[] json) {
        JsonNode root;
        try {
            root = PythonJson.MAPPER.readTree(json);
        }
        catch (JacksonException ex) {
            return GenerationConfig.NONE;
        }
        LenientFields fields = new LenientFields(MODEL_CONFIG, root);
        fields.rest().keySet().retainAll(MODEL_CONFIG_FIELDS);
        return new GenerationConfigReader(fields).read();
    }

    public static GenerationConfig unread(String problem) {
        List<String> notices = List.of(GenerationConfig.FILE + " has no effect: it " + problem);
        return new GenerationConfig(null, SamplingDefaults.NONE, SearchDefaults.NONE, LengthDefaults.NONE,
                TokenDefaults.NONE, EosTokens.unknown(notices), notices);
    }

    private GenerationConfig read() {
        Set<Integer> eosTokenIds = this.fields.tokenIds("eos_token_id");
        EosTokens eosTokens = new EosTokens(eosTokenIds, this.fields.notices());
        Boolean doSample = this.fields.flag("do_sample");
        SamplingDefaults sampling = sampling();
        SearchDefaults search = new SearchDefaultsReader(this.fields).read(Boolean.TRUE.equals(doSample),
                sampling.topK());
        TokenDefaults tokens = new TokenDefaultsReader(this.fields).read();
        LengthDefaults lengths = lengths();
        UnmappedFields.reject(this.fields);
        return new GenerationConfig(doSample, sampling, search, lengths, tokens, eosTokens, this.fields.notices());
    }

    private SamplingDefaults sampling() {
        Float temperature = this.fields.number("temperature", "from 0 to 2", (value) -> value >= 0 && value <= 2);
        Integer topK = this.fields.integer("top_k", -1);
        Float topP = this.fields.number("top_p", "at least 0", (value) -> value >= 0);
        Float minP = this.fields.number("min_p", "from 0 to 1", (value) -> value >= 0 && value <= 1);
        Float typicalP = this.fields.number("typical_p", "above 0", (value) -> value > 0);
        Float penalty = this.fields.number("repetition_penalty", "from 0.01 to 100",
                (value) -> value >= 0.01f && value <= 100);
        Integer ngramSize = this.fields.integer("no_repeat_ngram_size", Integer.MIN_VALUE);
        return new SamplingDefaults(temperature, atLeast(0, topK), share(topP), minP, share(typicalP),
                cutoff("epsilon_cutoff"), cutoff("eta_cutoff"), penalty, atLeast(0, ngramSize));
    }

    // As in transformers, 0 keeps the most likely token and values above 1 keep all.
    private static @Nullable Float share(@Nullable Float value) {
        return (value != null) ? Float.valueOf(Math.max(Float.MIN_NORMAL, Math.min(1, value))) : null;
    }

    // Transformers applies the cutoff only strictly between 0 and 1.
    private @Nullable Float cutoff(String field) {
        Float value = this.fields.number(field, "a number", (number) -> true);
        return (value == null || (value > 0 && value < 1)) ? value : Float.valueOf(0);
    }

    private LengthDefaults lengths() {
        return new LengthDefaults(this.fields.integer("max_new_tokens", 1), this.fields.integer("max_length", 1),
                atLeast(0, this.fields.integer("min_new_tokens", Integer.MIN_VALUE)),
                atLeast(0, this.fields.integer("min_length", Integer.MIN_VALUE)));
    }

    private static @Nullable Integer atLeast(int min, @Nullable Integer value) {
        return (value != null) ? Integer.valueOf(Math.max(min, value)) : null;
    }

}
