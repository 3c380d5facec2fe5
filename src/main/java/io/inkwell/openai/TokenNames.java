package io.inkwell.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

/**
 * What log-probabilities call tokens: by their text, or by {@code token_id:} and the id
 * where the client wants that, or where the text does not say which token it is.
 *
 * @param asIds whether all are called by their ids
 */
public record TokenNames(boolean asIds) {

    public String of(TextToken token) {
        return name(token.id(), token.label());
    }

    /** The token itself and others at its place by their names, of which no two agree. */
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

    // Padding has no text at all.
    private String name(int id, String label) {
        return (this.asIds || label.isEmpty()) ? byId(id) : label;
    }

    private static String byId(int id) {
        return "token_id:" + id;
    }

}
