package io.inkwell.completion;

import io.inkwell.tokenizer.Tokenizer;

/**
 * A prompt in the tokens of a model.
 *
 * @param isImplied whether the prompt was empty, and its one token stands for the start
 * of a text
 */
public record EncodedPrompt(int[] tokens, boolean isImplied) {

    /** Whether the text begins with the prompt. */
    boolean isEchoed(CompletionRequest request) {
        return request.echo() && !this.isImplied;
    }

    /** The tokens after which the text of the completion is decoded. */
    int[] decodedBefore(CompletionRequest request, Tokenizer tokenizer) {
        return isEchoed(request) ? this.tokens : tokenizer.contextOf(this.tokens);
    }

}
