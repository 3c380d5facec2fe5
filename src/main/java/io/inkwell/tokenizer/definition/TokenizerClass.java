package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The class of transformers 5 that reads a folder's tokenizer.
 *
 * @param name what transformers calls the class; as the folder names it where
 * transformers has none
 * @param use what the class does with a {@code tokenizer.json}
 * @param tokens the special tokens of its constructor by their fields; null where a field
 * has no default
 */
record TokenizerClass(String name, Use use, JsonNode tokens) {

    /** What a class does with a {@code tokenizer.json}. */
    enum Use {

        /** Uses it as it is. */
        WHOLE,

        /** Takes the vocabulary out of it, and makes most of the rest anew. */
        REBUILT,

        /** Reads other files, by code in Python. */
        NONE

    }

    private static final String GPT2 = "GPT2Tokenizer";

    private static final String FAST = "Fast";

    private static final List<String> FIELDS = List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token",
            "cls_token", "mask_token");

    private static final ObjectNode RECORDED = JsonFiles.resource("transformers-classes.json");

    /**
     * The class that the tokenizer's config names, or else the model's, or else that of
     * GPT-2.
     * @param config the contents of {@code tokenizer_config.json}
     */
    static TokenizerClass of(Path folder, ObjectNode config) throws IOException {
        String name = config.path("tokenizer_class").asString("");
        if (name.isEmpty()) {
            name = JsonFiles.readIfPresent(folder.resolve("config.json")).path("tokenizer_class").asString("");
        }
        if (name.isEmpty()) {
            // transformers takes an empty name for that of an unknown class.
            return config.path("tokenizer_class").isString() ? named("TokenizersBackend") : gpt2();
        }
        return named(name);
    }

    static TokenizerClass gpt2() {
        return named(GPT2);
    }

    /** The class by one of its names, of which one may end with Fast. */
    static TokenizerClass named(String name) {
        String baseName = name.endsWith(FAST) ? name.substring(0, name.length() - FAST.length()) : name;
        return find(name).or(() -> find(baseName))
            .orElseGet(() -> new TokenizerClass(name, Use.WHOLE, RECORDED.objectNode()));
    }

    private static Optional<TokenizerClass> find(String name) {
        String own = RECORDED.path("aliases").path(name).asString(name);
        if (RECORDED.path("rebuilt").has(own)) {
            return Optional.of(new TokenizerClass(own, Use.REBUILT, RECORDED.path("rebuilt").path(own)));
        }
        return RECORDED.path("python").valueStream().anyMatch((each) -> each.asString("").equals(own))
                ? Optional.of(new TokenizerClass(own, Use.NONE, RECORDED.objectNode())) : Optional.empty();
    }

    boolean isGpt2() {
        return this.name.equals(GPT2);
    }

    /** How it makes a tokenizer anew; null if that is not known here. */
    @Nullable Blueprint blueprint() {
        return Blueprint.of(this.name);
    }

    /** The special token of a field unless the folder says otherwise. */
    @Nullable String defaultToken(String field) {
        return this.tokens.path(field).asStringOpt().orElse(null);
    }

    /** Whether it takes from its special tokens every flag but that they are special. */
    boolean resetsSpecialTokens() {
        return this.name.equals("Qwen2Tokenizer");
    }

    /** The fields of special tokens, in their order. */
    static List<String> fields() {
        return FIELDS;
    }

}
