package io.inkwell.registry.defaults;

import org.jspecify.annotations.Nullable;

/** Default lengths of completions, excluding or including the prompt. */
public record LengthDefaults(@Nullable Integer maxNewTokens, @Nullable Integer maxLength,
        @Nullable Integer minNewTokens, @Nullable Integer minLength) {

    static final LengthDefaults NONE = new LengthDefaults(null, null, null, null);

}
