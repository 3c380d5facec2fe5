package io.inkwell.bench;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Generates requests; equal seeds generate equal requests. Not thread-safe. */
public final class Workload {

    // Independent of the random streams for prompts.
    private static final long STREAM = 0x6f7574707574L;

    private final PromptSource prompts;

    private final LengthRange outputLengths;

    private final RandomGenerator random;

    public Workload(PromptSource prompts, LengthRange outputLengths, long seed) {
        this.prompts = prompts;
        this.outputLengths = outputLengths;
        this.random = new SplittableRandom(seed ^ STREAM);
    }

    /** The next request. */
    public LoadRequest next() {
        return new LoadRequest(this.prompts.next(), this.outputLengths.draw(this.random));
    }

}
