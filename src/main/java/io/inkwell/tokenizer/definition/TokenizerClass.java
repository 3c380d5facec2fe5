package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The transformers 5 class that reads a folder's tokenizer.
 *
 * @param name the name of the class in transformers; as given by the folder if
 * transformers does not have it
 * @param use how the class uses a {@code tokenizer.json}
 * @param tokens the default special tokens of its constructor by field name; null for a
 * field without a default
 */
record TokenizerClass(String name, Use use, JsonNode tokens) {

    /** How a class uses a {@code tokenizer.json}. */
    enum Use {

        /** Uses it unchanged. */
        WHOLE,

        /** Takes the vocabulary from it and rebuilds most of the rest. */
        REBUILT,

        /** Reads other files with Python code. */
        NONE

    }

    private static final String GPT2 = "GPT2Tokenizer";

    private static final String FAST = "Fast";

    private static final List<String> FIELDS = List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token",
            "cls_token", "mask_token");

    private static final ObjectNode RECORDED = JsonFiles.resource("transformers-classes.json");

    /**
     * Returns the class named by the tokenizer config, else that of the model type, else
     * the one of GPT-2.
     * @param config the contents of {@code tokenizer_config.json}
     */
    static TokenizerClass of(Path folder, ObjectNode config) throws IOException {
        String name = config.path("tokenizer_class").asString("");
        if (name.isEmpty()) {
            name = JsonFiles.readIfPresent(folder.resolve("config.json")).path("tokenizer_class").asString("");
        }
        if (name.isEmpty()) {
            // transformers treats an empty name as an unknown class.
            return config.path("tokenizer_class").isString() ? named("TokenizersBackend") : gpt2();
        }
        return named(name);
    }

    static TokenizerClass gpt2() {
        return named(GPT2);
    }

    /** Returns a class by name, with or without the suffix Fast. */
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

    /** The blueprint by which the class rebuilds a tokenizer; null if unknown. */
    @Nullable Blueprint blueprint() {
        return Blueprint.of(this.name);
    }

    /** The default special token of a field. */
    @Nullable String defaultToken(String field) {
        return this.tokens.path(field).asStringOpt().orElse(null);
    }

    /**
     * Whether the class resets all flags of its special tokens except {@code special}.
     */
    boolean resetsSpecialTokens() {
        return this.name.equals("Qwen2Tokenizer");
    }

    /** The field names of special tokens, in order. */
    static List<String> fields() {
        return FIELDS;
    }

}
