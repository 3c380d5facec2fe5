package io.inkwell.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a completion that streams: whole characters that are final.
 *
 * @param tokens empty unless log-probabilities are requested
 * @param finishReason null except in the last part
 */
public record CompletionPart(String text, List<Token> tokens, @Nullable FinishReason finishReason) {

    public CompletionPart {
        tokens = List.copyOf(tokens);
    }

}
