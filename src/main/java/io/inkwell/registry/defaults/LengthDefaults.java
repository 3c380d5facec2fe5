package io.inkwell.registry.defaults;

import org.jspecify.annotations.Nullable;

/**
 * How long a text is, in tokens of its own, or in tokens of prompt and text together.
 */
public record LengthDefaults(@Nullable Integer maxNewTokens, @Nullable Integer maxLength,
        @Nullable Integer minNewTokens, @Nullable Integer minLength) {

    static final LengthDefaults NONE = new LengthDefaults(null, null, null, null);

}
