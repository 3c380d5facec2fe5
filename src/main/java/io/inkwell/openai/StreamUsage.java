package io.inkwell.openai;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.EncodedCompletion;

/** When a stream says what was used. */
public enum StreamUsage {

    NONE, FINAL, CONTINUOUS;

    /**
     * What an event says before the end: null for no such field, empty for a field that
     * is null.
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
