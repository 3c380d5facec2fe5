package io.inkwell.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

/**
 * Names tokens in log-probabilities: by text, or by {@code token_id:} and the id if the
 * client requests ids or the text is ambiguous.
 *
 * @param asIds whether every token is named by id
 */
public record TokenNames(boolean asIds) {

    public String of(TextToken token) {
        return name(token.id(), token.label());
    }

    /** Names the candidates at the position of a token. All names are distinct. */
    public Map<String, ScoredToken> others(TextToken token, List<ScoredToken> others) {
        Map<String, ScoredToken> byName = new LinkedHashMap<>();
        String own = of(token);
        for (ScoredToken other : others) {
            String name = name(other.id(), other.label());
            boolean isTaken = byName.containsKey(name) || (name.equals(own) && other.id() != token.id());
            byName.put(isTaken ? byId(other.id()) : name, other);
        }
        return byName;
    }

    // A padding token has no text.
    private String name(int id, String label) {
        return (this.asIds || label.isEmpty()) ? byId(id) : label;
    }

    private static String byId(int id) {
        return "token_id:" + id;
    }

}
