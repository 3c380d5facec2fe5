package io.inkwell.engine.request;

/**
 * What is wanted of a prompt beside its continuation.
 *
 * @param numTopLogprobs how many of the likeliest tokens to tell of beside each token of
 * the prompt; -1 to tell of none
 * @param hiddenStates whether the last hidden states of its tokens are wanted
 */
public record PromptOutputs(int numTopLogprobs, boolean hiddenStates) {

    /** The continuation alone. */
    public static final PromptOutputs NONE = new PromptOutputs(-1, false);

    public PromptOutputs {
        if (numTopLogprobs < -1) {
            throw new IllegalArgumentException("numTopLogprobs must be at least -1; given: " + numTopLogprobs);
        }
    }

    public boolean logprobs() {
        return this.numTopLogprobs >= 0;
    }

    public boolean any() {
        return logprobs() || this.hiddenStates;
    }

}
