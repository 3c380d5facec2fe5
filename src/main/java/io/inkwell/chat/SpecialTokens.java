package io.inkwell.chat;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The special tokens of a model, as template variables.
 *
 * @param named tokens by variable name, such as {@code bos_token}
 */
public record SpecialTokens(Map<String, String> named) {

    public static final SpecialTokens NONE = new SpecialTokens(Map.of());

    public SpecialTokens {
        named = Map.copyOf(named);
    }

    /** The BOS token; null if the model has none. */
    public @Nullable String bos() {
        return this.named.get("bos_token");
    }

    /** The EOS token; null if the model has none. */
    public @Nullable String eos() {
        return this.named.get("eos_token");
    }

    /** The token for unknown input; null if the model has none. */
    public @Nullable String unk() {
        return this.named.get("unk_token");
    }

    /** The padding token; null if the model has none. */
    public @Nullable String pad() {
        return this.named.get("pad_token");
    }

}
