package io.inkwell.openai;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.stop.FinishReason;

/** The name of a finish reason in responses. */
public final class FinishReasonName {

    private FinishReasonName() {
    }

    /** Null while the choice is not finished. */
    public static @Nullable String of(@Nullable FinishReason reason) {
        return (reason != null) ? reason.name().toLowerCase(Locale.ROOT) : null;
    }

}
