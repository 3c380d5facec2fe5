package io.inkwell.chat;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The special tokens of a model, as templates see them.
 *
 * @param named the tokens by the fields that name them, such as {@code bos_token}
 */
public record SpecialTokens(Map<String, String> named) {

    public static final SpecialTokens NONE = new SpecialTokens(Map.of());

    public SpecialTokens {
        named = Map.copyOf(named);
    }

    /** The token before a text; null if there is none. */
    public @Nullable String bos() {
        return this.named.get("bos_token");
    }

    /** The token after a text; null if there is none. */
    public @Nullable String eos() {
        return this.named.get("eos_token");
    }

    /** The token for what the vocabulary lacks; null if there is none. */
    public @Nullable String unk() {
        return this.named.get("unk_token");
    }

    /** The token that fills texts up to one length; null if there is none. */
    public @Nullable String pad() {
        return this.named.get("pad_token");
    }

}
