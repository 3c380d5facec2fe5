package io.inkwell.tokenizer.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Special tokens without a field of their own. The files list them under two names;
 * transformers 5 uses the list under the older name only if the other is absent.
 */
final class ExtraTokens {

    private static final String NAME = "extra_special_tokens";

    private static final String OLD_NAME = "additional_special_tokens";

    private static final String NUMBERED = "<extra_id_";

    /** Null if no list is given, which differs from an empty list. */
    private @Nullable List<AddedToken> tokens;

    private @Nullable List<AddedToken> oldTokens;

    /**
     * Tokens for which the files give only a name, and those of special_tokens_map.json.
     */
    private final List<String> plainNames = new ArrayList<>();

    /**
     * Reads {@code tokenizer_config.json}.
     * @return the tokens if they are an object with named entries; a missing node
     * otherwise
     */
    JsonNode readConfig(ObjectNode config) {
        JsonNode given = config.path(NAME);
        boolean usesOld = config.has(OLD_NAME) && given.isEmpty();
        JsonNode used = usesOld ? config.path(OLD_NAME) : given;
        if (!usesOld && config.has(OLD_NAME)) {
            this.oldTokens = list(config.path(OLD_NAME), AddedToken::declared);
        }
        if (used.isObject()) {
            return used;
        }
        if (!used.isMissingNode()) {
            this.tokens = list(used, AddedToken::declared);
            used.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).forEach(this.plainNames::add);
        }
        return config.path("");
    }

    /**
     * Reads {@code special_tokens_map.json}; call it after {@link #readConfig}.
     * @return the tokens if they are an object with named entries; a missing node
     * otherwise
     */
    JsonNode readMap(ObjectNode map) {
        if (map.has(OLD_NAME)) {
            this.oldTokens = list(map.path(OLD_NAME), AddedToken::mapped);
        }
        JsonNode given = map.path(NAME);
        if (given.isArray()) {
            List<AddedToken> all = (this.tokens != null) ? new ArrayList<>(this.tokens) : new ArrayList<>();
            List<AddedToken> added = list(given, AddedToken::mapped);
            all.addAll(added);
            added.forEach((token) -> this.plainNames.add(token.content()));
            this.tokens = all;
        }
        else if (given.isObject()) {
            this.tokens = null;
            return given;
        }
        return map.path("");
    }

    /** Adds the numbered extra tokens of T5Tokenizer. */
    void addNumbered(int count) {
        List<AddedToken> all = (this.oldTokens != null) ? new ArrayList<>(this.oldTokens) : new ArrayList<>();
        if (all.stream().noneMatch((token) -> token.content().contains(NUMBERED))) {
            for (int i = 0; i < count; i++) {
                all.add(AddedToken.special(NUMBERED + i + ">"));
            }
        }
        this.oldTokens = all;
    }

    List<AddedToken> tokens() {
        List<AddedToken> used = (this.tokens != null) ? this.tokens : this.oldTokens;
        return (used != null) ? used : List.of();
    }

    List<String> plainNames() {
        return this.plainNames;
    }

    private static List<AddedToken> list(JsonNode tokens, Function<JsonNode, @Nullable AddedToken> reader) {
        List<AddedToken> list = new ArrayList<>();
        for (JsonNode each : tokens) {
            AddedToken token = reader.apply(each);
            if (token != null) {
                list.add(token);
            }
        }
        return list;
    }

}
