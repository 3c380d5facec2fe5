package io.inkwell.completion;

import java.util.Arrays;

import io.inkwell.tokenizer.Tokenizer;

/**
 * A prompt in the tokens of a model.
 *
 * @param isImplied whether the prompt was empty, and its one token stands for the start
 * of a text
 * @param numAddedBefore the special tokens that the tokenizer put before the text
 * @param numAddedAfter those that it put after the text
 */
public record EncodedPrompt(int[] tokens, boolean isImplied, int numAddedBefore, int numAddedAfter) {

    public EncodedPrompt {
        if (numAddedBefore < 0 || numAddedAfter < 0 || numAddedBefore + numAddedAfter > tokens.length) {
            throw new IllegalArgumentException("numAddedBefore and numAddedAfter must be tokens of the " + tokens.length
                    + "; given: " + numAddedBefore + " and " + numAddedAfter);
        }
    }

    static EncodedPrompt of(int[] tokens) {
        return new EncodedPrompt(tokens, false, 0, 0);
    }

    /** The one token of an empty prompt. */
    static EncodedPrompt implied(int[] tokens) {
        return new EncodedPrompt(tokens, true, 0, 0);
    }

    /** Some of its tokens. */
    EncodedPrompt slice(int from, int to) {
        int before = Math.max(0, Math.min(this.numAddedBefore, to) - from);
        int after = Math.max(0, to - Math.max(this.tokens.length - this.numAddedAfter, from));
        return new EncodedPrompt(Arrays.copyOfRange(this.tokens, from, to), this.isImplied, before, after);
    }

    /** Whether the text begins with the prompt. */
    boolean isEchoed(CompletionRequest request) {
        return request.output().echo() && !this.isImplied;
    }

    /** Whether a token is of the text, and not one that the tokenizer added. */
    boolean isOfText(int index) {
        return index >= this.numAddedBefore && index < this.tokens.length - this.numAddedAfter;
    }

    /** The tokens after which the text of the completion is decoded. */
    int[] decodedBefore(CompletionRequest request, Tokenizer tokenizer) {
        int[] text = Arrays.copyOfRange(this.tokens, this.numAddedBefore, this.tokens.length - this.numAddedAfter);
        return isEchoed(request) ? text : tokenizer.contextOf(text);
    }

}
