package io.inkwell.api;

import java.util.List;

/**
 * A finished completion.
 *
 * @param text without the prompt
 * @param tokens empty unless log-probabilities are requested
 * @param numPromptTokens the number of tokens of the prompt
 * @param numGeneratedTokens includes the token that ended the completion
 * @param seed repeats a sampled completion
 */
public record Completion(String text, FinishReason finishReason, List<Token> tokens, int numPromptTokens,
        int numGeneratedTokens, long seed) {

    public Completion {
        tokens = List.copyOf(tokens);
    }

}
