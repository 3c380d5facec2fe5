package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens that the files of a folder declare: {@code tokenizer_config.json},
 * {@code special_tokens_map.json} and {@code added_tokens.json}, combined as transformers
 * 5 combines them.
 */
final class DeclaredTokens {

    private static final String PAD = "pad_token";

    private static final String EXTRA = "extra_special_tokens";

    /** What older files call those. */
    private static final String ADDITIONAL = "additional_special_tokens";

    private static final String NUMBERED = "<extra_id_";

    private final Path folder;

    private final ObjectNode config;

    private final TokenizerClass tokenizerClass;

    /** Special tokens by the field that names them; no value where a field is null. */
    private final Map<String, AddedToken> named = new LinkedHashMap<>();

    /** Special tokens that are named within a field, which win over those of a field. */
    private final Map<String, AddedToken> modelSpecific = new LinkedHashMap<>();

    private final List<AddedToken> extra = new ArrayList<>();

    private final Map<Integer, AddedToken> byId = new TreeMap<>();

    private DeclaredTokens(Path folder, ObjectNode config, TokenizerClass tokenizerClass) {
        this.folder = folder;
        this.config = config;
        this.tokenizerClass = tokenizerClass;
    }

    /**
     * @param config the contents of {@code tokenizer_config.json}
     * @param file the contents of {@code tokenizer.json}, if there is one
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
        tokens.addNumbered();
        tokens.readPadding(file.path("padding"));
        tokens.sortNamed();
        tokens.useFlagsOfIds();
        return tokens;
    }

    /** The special token of a field; null if it has none. */
    @Nullable AddedToken named(String field) {
        return this.named.get(field);
    }

    /** The names of the special tokens by the fields that name them. */
    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        this.named.forEach((field, token) -> contents.put(field, token.content()));
        return contents;
    }

    /** Adds all tokens, in the order that decides about their ids. */
    void addTo(AddedVocabulary vocabulary) {
        List<String> specials = this.named.values().stream().map(AddedToken::content).toList();
        List<AddedToken> tokens = new ArrayList<>(this.byId.values());
        List<String> contents = new ArrayList<>(tokens.stream().map(AddedToken::content).toList());
        List<AddedToken> others = new ArrayList<>(this.named.values());
        others.addAll(this.extra);
        for (AddedToken each : others) {
            if (!vocabulary.has(each.content()) && !contents.contains(each.content())) {
                tokens.add(each);
                contents.add(each.content());
            }
        }
        tokens.forEach((token) -> vocabulary.add(specials.contains(token.content()) ? token.asSpecial() : token));
    }

    private void readConfig() {
        for (String field : TokenizerClass.fields()) {
            String byDefault = this.tokenizerClass.defaultToken(field);
            if (byDefault != null) {
                this.named.put(field, AddedToken.special(byDefault));
            }
        }
        readNamed(this.config);
        moveModelSpecific();
        JsonNode extras = this.config.path(EXTRA);
        readExtra(extras);
        if (extras.isEmpty() || extras.isObject()) {
            readExtra(this.config.path(ADDITIONAL));
        }
        if (this.modelSpecific.isEmpty()) {
            readModelSpecific(this.config.path("model_specific_special_tokens"));
        }
    }

    /**
     * Adds the tokens of the T5Tokenizer, which has 100 of them unless the config says
     * otherwise or lists tokens of its own.
     */
    private void addNumbered() {
        Blueprint blueprint = this.tokenizerClass.blueprint();
        int byDefault = (blueprint != null) ? blueprint.option("extra_ids").asInt(0) : 0;
        boolean isListed = this.config.path(EXTRA).isArray() || this.config.has(ADDITIONAL)
                || this.extra.stream().anyMatch((token) -> token.content().contains(NUMBERED));
        int count = (byDefault == 0 || isListed) ? 0 : this.config.path("extra_ids").asInt(byDefault);
        for (int i = 0; i < count; i++) {
            this.extra.add(AddedToken.special(NUMBERED + i + ">"));
        }
    }

    /**
     * Takes further fields such as image_token out of the others: described ones come
     * before those of which there is only the name. As in transformers, an untyped object
     * counts for nothing.
     */
    private void moveModelSpecific() {
        Map<String, AddedToken> plain = new LinkedHashMap<>();
        for (String field : List.copyOf(this.named.keySet())) {
            if (!TokenizerClass.fields().contains(field)) {
                AddedToken token = Objects.requireNonNull(this.named.remove(field));
                if (this.config.path(field).isString()) {
                    plain.put(field, token);
                }
                else if (this.config.path(field).has("__type")) {
                    this.modelSpecific.put(field, token);
                }
            }
        }
        this.modelSpecific.putAll(plain);
    }

    /** The padding of a tokenizer.json names a token where nothing else does. */
    private void readPadding(JsonNode padding) {
        boolean isSet = this.config.has(PAD) || this.tokenizerClass.tokens().has(PAD) || this.named.containsKey(PAD);
        if (!isSet && padding.path(PAD).isString()) {
            this.named.put(PAD, AddedToken.special(padding.path(PAD).stringValue()));
        }
    }

    private void sortNamed() {
        Map<String, AddedToken> sorted = new LinkedHashMap<>();
        for (String field : TokenizerClass.fields()) {
            AddedToken token = this.named.remove(field);
            if (token != null) {
                sorted.put(field, token);
            }
        }
        sorted.putAll(this.named);
        sorted.putAll(this.modelSpecific);
        this.named.clear();
        this.named.putAll(sorted);
    }

    private void readNamed(JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().endsWith("_token")) {
                AddedToken token = token(field.getValue());
                if (token != null) {
                    this.named.put(field.getKey(), token);
                }
                else if (field.getValue().isNull()) {
                    this.named.remove(field.getKey());
                }
            }
        }
    }

    private void readModelSpecific(JsonNode tokens) {
        for (Map.Entry<String, JsonNode> field : tokens.properties()) {
            AddedToken token = token(field.getValue());
            if (token != null) {
                this.modelSpecific.put(field.getKey(), token);
            }
        }
    }

    /**
     * @param tokens a list, or an object that names each
     */
    private void readExtra(JsonNode tokens) {
        if (tokens.isObject()) {
            readModelSpecific(tokens);
            return;
        }
        for (JsonNode each : tokens) {
            AddedToken token = token(each);
            if (token != null) {
                this.extra.add(token);
            }
        }
    }

    private void readAddedTokensDecoder() throws IOException {
        for (Map.Entry<String, JsonNode> entry : this.config.path("added_tokens_decoder").properties()) {
            if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isObject()) {
                throw new IOException(this.folder.resolve("tokenizer_config.json")
                        + ": added_tokens_decoder must hold ids and tokens, has " + entry);
            }
            this.byId.put(Integer.valueOf(entry.getKey()), AddedToken.of(entry.getValue(), false));
        }
    }

    private void readSpecialTokensMap() throws IOException {
        ObjectNode map = JsonFiles.readIfPresent(this.folder.resolve("special_tokens_map.json"));
        readNamed(map);
        readExtra(map.path(EXTRA));
        if (this.extra.isEmpty()) {
            readExtra(map.path(ADDITIONAL));
        }
    }

    private void readAddedTokens() throws IOException {
        Path file = this.folder.resolve("added_tokens.json");
        List<String> specials = new ArrayList<>();
        this.named.values().forEach((token) -> specials.add(token.content()));
        this.extra.forEach((token) -> specials.add(token.content()));
        for (Map.Entry<String, JsonNode> entry : JsonFiles.readIfPresent(file).properties()) {
            JsonNode id = entry.getValue();
            if (!id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= ModelVocabulary.MAX_SIZE) {
                throw new IOException(file + ": the id of token '" + entry.getKey() + "' must be from 0 to "
                        + (ModelVocabulary.MAX_SIZE - 1) + ", is " + id);
            }
            this.byId.put(id.intValue(), specials.contains(entry.getKey()) ? AddedToken.special(entry.getKey())
                    : AddedToken.plain(entry.getKey()));
        }
    }

    /** A token of which a field gives only the name has the flags of the list of ids. */
    private void useFlagsOfIds() {
        Map<String, AddedToken> byContent = new LinkedHashMap<>();
        this.byId.values().forEach((token) -> byContent.put(token.content(), token));
        this.named.replaceAll((field, token) -> byContent.getOrDefault(token.content(), token));
    }

    private static @Nullable AddedToken token(JsonNode token) {
        if (token.isObject()) {
            return AddedToken.of(token, true);
        }
        return token.isString() ? AddedToken.special(token.stringValue()) : null;
    }

}
