package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens declared in {@code tokenizer_config.json}, {@code special_tokens_map.json}
 * and {@code added_tokens.json}, combined as in transformers 5.
 */
final class DeclaredTokens {

    private static final String PAD = "pad_token";

    private static final int MAX_EXTRA_IDS = 10_000;

    private final Path folder;

    private final ObjectNode config;

    private final TokenizerClass tokenizerClass;

    /** Special tokens by field name; null where the files set null. */
    private final Map<String, @Nullable AddedToken> named = new LinkedHashMap<>();

    /**
     * Fields for which the files give only a name, and all fields of
     * special_tokens_map.json.
     */
    private final Map<String, String> plainNames = new LinkedHashMap<>();

    /**
     * Tokens of other fields, such as image_token; objects with flags precede plain
     * names.
     */
    private final Map<String, AddedToken> described = new LinkedHashMap<>();

    private final Map<String, AddedToken> modelSpecific = new LinkedHashMap<>();

    private final ExtraTokens extra = new ExtraTokens();

    private final Map<Integer, AddedToken> byId = new TreeMap<>();

    private DeclaredTokens(Path folder, ObjectNode config, TokenizerClass tokenizerClass) {
        this.folder = folder;
        this.config = config;
        this.tokenizerClass = tokenizerClass;
    }

    /**
     * Reads the declarations of a folder.
     * @param config the contents of {@code tokenizer_config.json}
     * @param file the contents of {@code tokenizer.json}; empty if there is none
     */
    static DeclaredTokens read(Path folder, ObjectNode config, TokenizerClass tokenizerClass, ObjectNode file)
            throws IOException {
        DeclaredTokens tokens = new DeclaredTokens(folder, config, tokenizerClass);
        tokens.readConfig();
        if (config.has("added_tokens_decoder")) {
            tokens.readAddedTokensDecoder();
        }
        else {
            tokens.readSpecialTokensMap();
            tokens.readAddedTokens();
            for (JsonNode each : file.path("added_tokens")) {
                tokens.byId.put(each.path("id").asInt(0), AddedToken.of(each, false));
            }
        }
        tokens.addDefaults(file.path("padding").path(PAD));
        return tokens;
    }

    /** The special token of a field; null if it is not set. */
    @Nullable AddedToken named(String field) {
        return all().get(field);
    }

    /** The names of the special tokens by field name. */
    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        all().forEach((field, token) -> contents.put(field, token.content()));
        return contents;
    }

    /** All special tokens with a field, in the order of transformers. */
    private Map<String, AddedToken> all() {
        Map<String, AddedToken> all = new LinkedHashMap<>();
        for (String field : TokenizerClass.fields()) {
            AddedToken token = this.named.get(field);
            if (token != null) {
                all.put(field, token);
            }
        }
        all.putAll(this.described);
        all.putAll(this.modelSpecific);
        return all;
    }

    /**
     * Adds all tokens to a vocabulary, in the order that determines their ids and flags.
     */
    void addTo(AddedVocabulary vocabulary) {
        List<AddedToken> tokens = new ArrayList<>(this.byId.values());
        Set<String> known = new HashSet<>();
        tokens.forEach((token) -> known.add(token.content()));
        List<AddedToken> others = new ArrayList<>(all().values());
        others.addAll(this.extra.tokens());
        others.stream()
            .distinct()
            .filter((each) -> !vocabulary.has(each.content()) && !known.contains(each.content()))
            .forEach(tokens::add);
        Set<String> specials = new HashSet<>(contents().values());
        tokens.replaceAll((token) -> specials.contains(token.content()) ? token.asSpecial() : token);
        vocabulary.add(tokens);
        if (this.tokenizerClass.resetsSpecialTokens()) {
            vocabulary.add(others.stream().map((token) -> AddedToken.special(token.content())).toList());
        }
    }

    private void readConfig() {
        for (Map.Entry<String, JsonNode> field : this.config.properties()) {
            JsonNode value = field.getValue();
            AddedToken token = AddedToken.declared(value);
            if (TokenizerClass.fields().contains(field.getKey())) {
                setNamed(field.getKey(), token, value.isNull());
                if (value.isString()) {
                    this.plainNames.put(field.getKey(), value.stringValue());
                }
            }
            else if (token != null && field.getKey().endsWith("_token")) {
                // transformers ignores an object without __type.
                if (value.isString()) {
                    this.modelSpecific.put(field.getKey(), token);
                }
                else if (value.has("__type")) {
                    this.described.put(field.getKey(), token);
                }
            }
        }
        readModelSpecific(this.extra.readConfig(this.config));
        if (this.modelSpecific.isEmpty()) {
            readModelSpecific(this.config.path("model_specific_special_tokens"));
        }
    }

    private void readModelSpecific(JsonNode tokens) {
        for (Map.Entry<String, JsonNode> field : tokens.properties()) {
            AddedToken token = AddedToken.declared(field.getValue());
            if (token != null) {
                this.modelSpecific.put(field.getKey(), token);
            }
        }
    }

    private void readSpecialTokensMap() throws IOException {
        ObjectNode map = JsonFiles.readIfPresent(this.folder.resolve("special_tokens_map.json"));
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            AddedToken token = AddedToken.mapped(field.getValue());
            if (TokenizerClass.fields().contains(field.getKey())) {
                this.plainNames.remove(field.getKey());
                setNamed(field.getKey(), token, field.getValue().isNull());
                if (token != null) {
                    this.plainNames.put(field.getKey(), token.content());
                }
            }
            else if (token != null && field.getKey().endsWith("_token")) {
                this.described.put(field.getKey(), token);
            }
        }
        readModelSpecific(this.extra.readMap(map));
    }

    private void setNamed(String field, @Nullable AddedToken token, boolean isNull) {
        if (token != null || isNull) {
            this.named.put(field, token);
        }
    }

    private void readAddedTokensDecoder() throws IOException {
        for (Map.Entry<String, JsonNode> entry : this.config.path("added_tokens_decoder").properties()) {
            if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isObject()) {
                throw new IOException(this.folder.resolve("tokenizer_config.json")
                        + ": added_tokens_decoder must map ids to tokens; given: " + entry);
            }
            this.byId.put(Integer.valueOf(entry.getKey()), AddedToken.of(entry.getValue(), false));
        }
    }

    private void readAddedTokens() throws IOException {
        Path file = this.folder.resolve("added_tokens.json");
        Set<String> specials = new HashSet<>(this.plainNames.values());
        specials.addAll(this.extra.plainNames());
        for (Map.Entry<String, JsonNode> entry : JsonFiles.readIfPresent(file).properties()) {
            JsonNode id = entry.getValue();
            if (!id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= ModelVocabulary.MAX_SIZE) {
                throw new IOException(file + ": the id of token '" + entry.getKey() + "' must be between 0 and "
                        + (ModelVocabulary.MAX_SIZE - 1) + "; given: " + id);
            }
            this.byId.put(id.intValue(), specials.contains(entry.getKey()) ? AddedToken.special(entry.getKey())
                    : AddedToken.plain(entry.getKey()));
        }
    }

    /**
     * Adds the defaults of the class for fields that the files do not set.
     * @param padding the padding token of tokenizer.json, which comes last
     */
    private void addDefaults(JsonNode padding) throws IOException {
        for (String field : TokenizerClass.fields()) {
            String token = this.tokenizerClass.defaultToken(field);
            if (token != null && !this.named.containsKey(field)) {
                this.named.put(field, AddedToken.special(token));
            }
        }
        if (padding.isString() && !this.named.containsKey(PAD) && !this.tokenizerClass.tokens().has(PAD)) {
            this.named.put(PAD, AddedToken.special(padding.stringValue()));
        }
        Blueprint blueprint = this.tokenizerClass.blueprint();
        if (blueprint != null && blueprint.option("extra_ids").isNumber()) {
            int count = this.config.path("extra_ids").asInt(blueprint.option("extra_ids").intValue());
            if (count > MAX_EXTRA_IDS) {
                throw new IOException(this.folder.resolve("tokenizer_config.json") + ": extra_ids must be at most "
                        + MAX_EXTRA_IDS + "; given: " + count);
            }
            this.extra.addNumbered(count);
        }
    }

}
