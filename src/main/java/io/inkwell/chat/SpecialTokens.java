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
 * @param others further ones by the names of their fields, such as {@code sep_token}
 */
public record SpecialTokens(@Nullable String bos, @Nullable String eos, @Nullable String unk, @Nullable String pad,
        Map<String, String> others) {

    public static final SpecialTokens NONE = new SpecialTokens(null, null, null, null);

    public SpecialTokens {
        others = Map.copyOf(others);
    }

    public SpecialTokens(@Nullable String bos, @Nullable String eos, @Nullable String unk, @Nullable String pad) {
        this(bos, eos, unk, pad, Map.of());
    }

    /** The same, with the names of another where this has none. */
    public SpecialTokens or(SpecialTokens defaults) {
        Map<String, String> all = new LinkedHashMap<>(defaults.others);
        all.putAll(this.others);
        return new SpecialTokens((this.bos != null) ? this.bos : defaults.bos,
                (this.eos != null) ? this.eos : defaults.eos, (this.unk != null) ? this.unk : defaults.unk,
                (this.pad != null) ? this.pad : defaults.pad, all);
    }

    /** The names as templates know them; a token that is not there has no name. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(this.others);
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
