package io.inkwell.completion;

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

}
