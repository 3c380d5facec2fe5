package io.inkwell.completion.prompt;

import java.util.Arrays;

import io.inkwell.tokenizer.Tokenizer;

/**
 * A tokenized prompt.
 *
 * @param isImplied whether the prompt was empty and its only token is the BOS token
 * @param numAddedBefore special tokens that the tokenizer added at the start
 * @param numAddedAfter special tokens that the tokenizer added at the end
 */
public record EncodedPrompt(int[] tokens, boolean isImplied, int numAddedBefore, int numAddedAfter) {

    public EncodedPrompt {
        if (numAddedBefore < 0 || numAddedAfter < 0 || numAddedBefore + numAddedAfter > tokens.length) {
            throw new IllegalArgumentException("numAddedBefore and numAddedAfter must sum to at most " + tokens.length
                    + "; given: " + numAddedBefore + " and " + numAddedAfter);
        }
    }

    static EncodedPrompt of(int[] tokens) {
        return new EncodedPrompt(tokens, false, 0, 0);
    }

    /** The BOS token that stands for an empty prompt. */
    static EncodedPrompt implied(int bosToken) {
        return new EncodedPrompt(new int[] { bosToken }, true, 0, 0);
    }

    /** The tokens of a range. */
    EncodedPrompt slice(int from, int to) {
        int before = Math.max(0, Math.min(this.numAddedBefore, to) - from);
        int after = Math.max(0, to - Math.max(this.tokens.length - this.numAddedAfter, from));
        return new EncodedPrompt(Arrays.copyOfRange(this.tokens, from, to), this.isImplied, before, after);
    }

    /**
     * Whether the completion starts with the prompt.
     * @param echo as the request sets it
     */
    public boolean isEchoed(boolean echo) {
        return echo && !this.isImplied;
    }

    /** Whether a token is from the client's prompt, not added by the tokenizer. */
    public boolean isOfText(int index) {
        return index >= this.numAddedBefore && index < this.tokens.length - this.numAddedAfter;
    }

    /**
     * The tokens that the detokenizer reads before the output tokens.
     * @param echo as the request sets it
     */
    public int[] decodedBefore(boolean echo, Tokenizer tokenizer) {
        int[] text = Arrays.copyOfRange(this.tokens, this.numAddedBefore, this.tokens.length - this.numAddedAfter);
        return isEchoed(echo) ? text : tokenizer.contextOf(text);
    }

}
