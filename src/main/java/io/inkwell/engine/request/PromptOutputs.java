package io.inkwell.engine.request;

/**
 * The requested outputs of a prompt.
 *
 * @param numTopLogprobs how many of the most likely tokens to report for each token of
 * the prompt; -1 for no log-probabilities
 * @param hiddenStates whether to return the last hidden states of its tokens
 */
public record PromptOutputs(int numTopLogprobs, boolean hiddenStates) {

    /** No outputs. */
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
