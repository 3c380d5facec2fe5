package io.inkwell.explanation.distribution;

import org.jspecify.annotations.Nullable;

import io.inkwell.explanation.BinaryNumbers;

/** The encoding of the logits of the whole vocabulary. */
enum LogitsEncoding {

    /** Leaves them out. */
    NONE,
    /** Base64 of little-endian float32, by token id. */
    F32;

    @Nullable String encode(float[] logits) {
        return (this == F32) ? BinaryNumbers.of(logits) : null;
    }

}
