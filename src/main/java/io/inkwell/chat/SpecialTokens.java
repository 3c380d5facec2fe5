package io.inkwell.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names of a model's special tokens, null where it has none.
 *
 * @param bos stands before a text
 * @param eos stands after a text
 * @param unk stands for what the vocabulary lacks
 * @param pad fills texts up to one length
 */
public record SpecialTokens(@Nullable String bos, @Nullable String eos, @Nullable String unk, @Nullable String pad) {

    public static final SpecialTokens NONE = new SpecialTokens(null, null, null, null);

    /** The same, with the names of another where this has none. */
    public SpecialTokens or(SpecialTokens others) {
        return new SpecialTokens((this.bos != null) ? this.bos : others.bos, (this.eos != null) ? this.eos : others.eos,
                (this.unk != null) ? this.unk : others.unk, (this.pad != null) ? this.pad : others.pad);
    }

    /** The names as templates know them; a token that is not there has no name. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        put(variables, "bos_token", this.bos);
        put(variables, "eos_token", this.eos);
        put(variables, "unk_token", this.unk);
        put(variables, "pad_token", this.pad);
        return variables;
    }

    private static void put(Map<String, String> variables, String name, @Nullable String token) {
        if (token != null) {
            variables.put(name, token);
        }
    }

}
