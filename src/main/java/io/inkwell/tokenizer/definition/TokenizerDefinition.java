package io.inkwell.tokenizer.definition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The contents of a Hugging Face {@code tokenizer.json} including added tokens. */
public final class TokenizerDefinition {

    private static final Logger logger = LoggerFactory.getLogger(TokenizerDefinition.class);

    private final String source;

    private final ObjectNode root;

    /** The contents of {@code tokenizer_config.json}. */
    private final ObjectNode config;

    private Map<String, String> namedTokens = Map.of();

    private Set<Integer> normalizedTokens = Set.of();

    /**
     * @param source the name used in messages
     */
    TokenizerDefinition(String source, ObjectNode root, ObjectNode config) {
        this.source = source;
        this.root = root;
        this.config = config;
        // BPE dropout randomizes tokenization and is only for training.
        if (root.path("model") instanceof ObjectNode model) {
            model.remove("dropout");
        }
    }

    /** Returns a copy with other sections and the same name and config. */
    public TokenizerDefinition with(ObjectNode sections) {
        return new TokenizerDefinition(this.source, sections, this.config);
    }

    /** What messages call it. */
    public String source() {
        return this.source;
    }

    /** All sections. */
    JsonNode root() {
        return this.root;
    }

    /** Missing if there is no such section. */
    public JsonNode section(String name) {
        return this.root.path(name);
    }

    void setSection(String name, JsonNode section) {
        this.root.set(name, section);
    }

    /** Replaces the added tokens. */
    void setAddedTokens(AddedVocabulary tokens) {
        ArrayNode list = this.root.putArray("added_tokens");
        tokens.tokens().forEach((id, token) -> list.add(token.toJson(id)));
        this.normalizedTokens = Set.copyOf(tokens.normalized());
        if (!tokens.replaced().isEmpty()) {
            logger.warn(
                    "{}: vocabulary ids are not contiguous, so the ids of added tokens {} are reassigned, as in "
                            + "transformers; tokenization may differ from transformers",
                    this.source, tokens.replaced());
        }
    }

    /** See {@link AddedVocabulary#normalized}. */
    public Set<Integer> normalizedTokens() {
        return this.normalizedTokens;
    }

    /** The special tokens by field name. */
    public Map<String, String> namedTokens() {
        return this.namedTokens;
    }

    void setNamedTokens(Map<String, String> namedTokens) {
        this.namedTokens = Map.copyOf(namedTokens);
    }

    /** The class name in {@code tokenizer_config.json}. */
    public String className() {
        return this.config.path("tokenizer_class").asString("GPT2Tokenizer");
    }

    /** Whether the names of special tokens in a text are text like any other. */
    public boolean splitsSpecialTokens() {
        return this.config.path("split_special_tokens").asBoolean(false);
    }

    /** Whether transformers cleans up spaces in the decoded text. */
    public boolean cleansUp() {
        boolean isBpe = this.root.path("model").path("type").asString("BPE").equals("BPE");
        return this.config.path("clean_up_tokenization_spaces").asBoolean(false) && (!isBpe
                || this.config.path("clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output")
                    .asBoolean(false));
    }

    /** For the tokenizers library. */
    public InputStream stream() throws IOException {
        ObjectNode all = this.root;
        if (splitsSpecialTokens()) {
            all = all.deepCopy();
            ArrayNode tokens = hideSpecialTokens(all);
            requireIds(tokens);
            all.set("added_tokens", tokens);
        }
        return new ByteArrayInputStream(JsonMapper.shared().writeValueAsBytes(all));
    }

    /** Creates an exception about this definition. */
    public IOException rejection(String problem) {
        return new IOException(this.source + ": " + problem);
    }

    public IOException rejection(String problem, Throwable cause) {
        return new IOException(this.source + ": " + problem, cause);
    }

    // Renames special tokens beyond the vocabulary to names that do not occur in texts,
    // so that the ids of the others stay the same.
    private static ArrayNode hideSpecialTokens(ObjectNode all) {
        ArrayNode tokens = JsonMapper.shared().createArrayNode();
        JsonNode vocabulary = all.path("model").path("vocab");
        Set<String> pieces = vocabulary.isArray()
                ? vocabulary.valueStream().map((piece) -> piece.path(0).asString("")).collect(Collectors.toSet())
                : Set.of();
        for (JsonNode token : all.path("added_tokens")) {
            boolean isSpecial = token.path("special").asBoolean(false);
            String content = token.path("content").asString("");
            boolean isInVocabulary = vocabulary.has(content) || pieces.contains(content);
            if (!isSpecial) {
                tokens.add(token);
            }
            else if (!isInVocabulary) {
                tokens.add(((ObjectNode) token).put("content", "\uFFFF\uFFFE" + token.path("id") + "\uFFFE\uFFFF")
                    .put("normalized", false));
            }
        }
        return tokens;
    }

    // DJL's library counts on from the largest id of the added tokens so far.
    private void requireIds(ArrayNode tokens) throws IOException {
        AddedVocabulary given = new AddedVocabulary(ModelVocabulary.of(this));
        for (JsonNode each : tokens) {
            AddedToken token = AddedToken.of(each, false);
            given.add(List.of(token));
            if (given.idOf(token.content()) != each.path("id").intValue()) {
                throw rejection(
                        "split_special_tokens is set and the vocabulary lacks ids below that of a special token; "
                                + "it cannot be served");
            }
        }
    }

    /** Rejects what would make the library end the process while it encodes. */
    public void requireSafe() throws IOException {
        new NativeHazards(this).rejectAll();
    }

}
