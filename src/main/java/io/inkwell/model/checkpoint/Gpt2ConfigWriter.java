package io.inkwell.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Converts a {@link Gpt2Config} to the fields of a {@code config.json}. */
final class Gpt2ConfigWriter {

    private Gpt2ConfigWriter() {
    }

    static byte[] write(Gpt2Config config) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("activation_function", config.activation().configName());
        fields.put("architectures", List.of("GPT2LMHeadModel"));
        fields.put("bos_token_id", config.bosTokenId().isPresent() ? config.bosTokenId().getAsInt() : null);
        List<Integer> eos = List.copyOf(config.eosTokenIds());
        fields.put("eos_token_id", switch (eos.size()) {
            case 0 -> null;
            case 1 -> eos.get(0);
            default -> eos;
        });
        fields.put("layer_norm_epsilon", config.layerNormEpsilon());
        fields.put("model_type", "gpt2");
        fields.put("n_embd", config.hiddenSize());
        fields.put("n_head", config.numHeads());
        fields.put("n_inner", config.innerSize());
        fields.put("n_layer", config.numLayers());
        fields.put("n_positions", config.maxPositions());
        fields.put("scale_attn_by_inverse_layer_idx", config.scaleAttentionByInverseLayer());
        fields.put("scale_attn_weights", config.scaleAttention());
        fields.put("tie_word_embeddings", config.tieWordEmbeddings());
        fields.put("vocab_size", config.vocabSize());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
    }

}
