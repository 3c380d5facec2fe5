package io.inkwell.engine;

import java.util.function.IntFunction;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.StopConditions;

/**
 * What an engine is asked to generate: everything in token ids, everything checked
 * against the model.
 *
 * @param numChoices how many texts to generate from the one prompt
 * @param firstChoice the number of the first of them; each draws its own random numbers
 * by its number
 * @param seed equal seeds and choices give equal texts
 * @param tokenBytes the bytes that a token adds to the text, in which stop strings are
 * looked for; not to be written to
 * @param arrivalNanos when the request reached the service, on the engine's clock
 */
public record GenerationRequest(int[] promptTokens, SamplingParams sampling, StopConditions stop, int numChoices,
        int firstChoice, long seed, IntFunction<byte[]> tokenBytes, long arrivalNanos) {

    public GenerationRequest {
        if (promptTokens.length == 0) {
            throw new IllegalArgumentException("promptTokens must hold at least one token");
        }
        if (numChoices < 1 || firstChoice < 0) {
            throw new IllegalArgumentException("numChoices must be at least 1 and firstChoice at least 0; given: "
                    + numChoices + " and " + firstChoice);
        }
    }

    /**
     * The cells that the longest of its sequences can come to need: the last token is
     * never fed back.
     */
    int maxCells() {
        return this.promptTokens.length + this.stop.maxTokens() - 1;
    }

}
