package io.inkwell.bench;

import java.util.SplittableRandom;

import io.inkwell.error.ServiceException;

/**
 * Random prompts from a vocabulary. No two are alike, so a server's prefix cache can
 * reuse only their common prefix.
 */
public final class RandomPrompts implements PromptSource {

    private final LengthRange lengths;

    private final Vocabulary vocabulary;

    private final SplittableRandom lengthRandom;

    private final SplittableRandom idRandom;

    private final int[] prefix;

    /**
     * @param lengths lengths of the prompts, prefix included
     * @param prefixLength number of items that all prompts share at the start
     */
    public RandomPrompts(LengthRange lengths, int prefixLength, Vocabulary vocabulary, long seed) {
        ServiceException.require(prefixLength >= 0 && prefixLength <= lengths.min(), "--prefix-tokens",
                "from 0 to the " + lengths.min() + " of the shortest --prompt-tokens", prefixLength);
        this.lengths = lengths;
        this.vocabulary = vocabulary;
        SplittableRandom random = new SplittableRandom(seed);
        this.lengthRandom = random.split();
        this.idRandom = random.split();
        this.prefix = random.ints(prefixLength, 0, vocabulary.size()).toArray();
    }

    @Override
    public LoadPrompt next() {
        int[] indices = new int[this.lengths.draw(this.lengthRandom)];
        System.arraycopy(this.prefix, 0, indices, 0, this.prefix.length);
        for (int i = this.prefix.length; i < indices.length; i++) {
            indices[i] = this.idRandom.nextInt(this.vocabulary.size());
        }
        return this.vocabulary.prompt(indices);
    }

}
