package io.inkwell.tokenizer.definition;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An added token: matched in the text before the tokenizer's model runs.
 *
 * @param singleWord whether it matches only as a whole word
 * @param lstrip whether it consumes whitespace on its left
 * @param rstrip whether it consumes whitespace on its right
 * @param normalized whether it is matched after normalization
 * @param special whether it is a special token, such as EOS
 */
public record AddedToken(String content, boolean singleWord, boolean lstrip, boolean rstrip, boolean normalized,
        boolean special) {

    /** Creates a special token for which the files specify only the name. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false, true);
    }

    static AddedToken plain(String content) {
        return new AddedToken(content, false, false, false, true, false);
    }

    /**
     * Parses an object with flags.
     * @param special the default of {@code special}
     */
    static AddedToken of(JsonNode token, boolean special) {
        boolean isSpecial = token.path("special").asBoolean(special);
        return new AddedToken(token.path("content").asString(""), token.path("single_word").asBoolean(false),
                token.path("lstrip").asBoolean(false), token.path("rstrip").asBoolean(false),
                token.path("normalized").asBoolean(!isSpecial), isSpecial);
    }

    /**
     * Parses a token of {@code tokenizer_config.json}: a name or an object with flags;
     * null if it is neither.
     */
    static @Nullable AddedToken declared(JsonNode token) {
        return token.isObject() ? of(token, false) : token.isString() ? special(token.stringValue()) : null;
    }

    /**
     * Parses a token of {@code special_tokens_map.json}, which is always special.
     */
    static @Nullable AddedToken mapped(JsonNode token) {
        if (!token.isObject()) {
            return declared(token);
        }
        return of(((ObjectNode) token.deepCopy()).put("special", true), true);
    }

    AddedToken asSpecial() {
        return new AddedToken(this.content, this.singleWord, this.lstrip, this.rstrip, this.normalized, true);
    }

    public ObjectNode toJson(int id) {
        return JsonMapper.shared()
            .createObjectNode()
            .put("id", id)
            .put("content", this.content)
            .put("single_word", this.singleWord)
            .put("lstrip", this.lstrip)
            .put("rstrip", this.rstrip)
            .put("normalized", this.normalized)
            .put("special", this.special);
    }

}
