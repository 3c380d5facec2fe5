package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The class of transformers that reads a folder's tokenizer.
 *
 * @param name without the ending Fast; empty if the folder names none
 */
record TokenizerClass(String name) {

    private static final String GPT2 = "GPT2Tokenizer";

    private static final String BERT = "BertTokenizer";

    private static final Map<String, Map<String, String>> DEFAULT_TOKENS = Map.of(GPT2,
            Map.of("bos_token", "<|endoftext|>", "eos_token", "<|endoftext|>", "unk_token", "<|endoftext|>"), BERT,
            Map.of("unk_token", "[UNK]", "sep_token", "[SEP]", "pad_token", "[PAD]", "cls_token", "[CLS]", "mask_token",
                    "[MASK]"));

    /**
     * The class that the tokenizer's config names, or else the model's.
     * @param config the contents of {@code tokenizer_config.json}
     */
    static TokenizerClass of(Path folder, ObjectNode config) throws IOException {
        JsonNode named = config.path("tokenizer_class");
        if (!named.isString()) {
            named = JsonFiles.readIfPresent(folder.resolve("config.json")).path("tokenizer_class");
        }
        String name = named.asString("");
        return new TokenizerClass(name.endsWith("Fast") ? name.substring(0, name.length() - "Fast".length()) : name);
    }

    /**
     * Whether it is that of GPT-2, which is also the one for a folder that names none.
     */
    boolean isGpt2() {
        return this.name.isEmpty() || this.name.equals(GPT2);
    }

    boolean isBert() {
        return this.name.equals(BERT);
    }

    /** The special tokens that it has unless the folder says otherwise. */
    Map<String, String> defaultTokens() {
        return DEFAULT_TOKENS.getOrDefault(isGpt2() ? GPT2 : this.name, Map.of());
    }

    /** The fields of special tokens, in their order. */
    static List<String> fields() {
        return List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");
    }

}
