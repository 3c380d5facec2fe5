package io.inkwell.bench;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What is asked for, request by request; equal seeds ask for equal things. Not
 * thread-safe.
 */
public final class Workload {

    // Not the streams that prompts are drawn from.
    private static final long STREAM = 0x6f7574707574L;

    private final PromptSource prompts;

    private final LengthRange outputLengths;

    private final RandomGenerator random;

    public Workload(PromptSource prompts, LengthRange outputLengths, long seed) {
        this.prompts = prompts;
        this.outputLengths = outputLengths;
        this.random = new SplittableRandom(seed ^ STREAM);
    }

    LoadRequest next() {
        return new LoadRequest(this.prompts.next(), this.outputLengths.draw(this.random));
    }

}
