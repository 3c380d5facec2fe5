package io.inkwell.openai;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.EncodedCompletion;

/** Which events of a stream contain {@code usage}. */
public enum StreamUsage {

    /** No event. */
    NONE,
    /** One last event, without choices. */
    FINAL,
    /** Every event. */
    CONTINUOUS;

    /**
     * The {@code usage} of an event before the last: null to omit the field, empty for a
     * null field.
     */
    public @Nullable Optional<Usage> soFar(EncodedCompletion completion, CompletionChunk chunk) {
        return switch (this) {
            case NONE -> null;
            case FINAL -> Optional.empty();
            case CONTINUOUS -> Optional.of((chunk.summary() != null) ? Usage.of(chunk.summary())
                    : Usage.soFar(completion.numPromptTokens(), chunk.numGeneratedTokens()));
        };
    }

}
