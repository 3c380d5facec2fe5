package io.inkwell.bench;

import java.util.SplittableRandom;

import io.inkwell.error.ServiceException;

/**
 * Prompts of random token ids: no two alike, so that no server can answer from its cache
 * but for the beginning that they may be given in common.
 */
public final class RandomPrompts implements PromptSource {

    private final LengthRange lengths;

    private final int vocabularySize;

    private final SplittableRandom lengthRandom;

    private final SplittableRandom idRandom;

    private final int[] prefix;

    /**
     * @param lengths of the whole prompts
     * @param prefixLength how many ids at the beginning are the same in all
     * @param vocabularySize ids are below it
     */
    public RandomPrompts(LengthRange lengths, int prefixLength, int vocabularySize, long seed) {
        ServiceException.require(vocabularySize >= 1, "--vocabulary-size", "at least 1", vocabularySize);
        ServiceException.require(prefixLength >= 0 && prefixLength <= lengths.min(), "--prefix-tokens",
                "from 0 to the " + lengths.min() + " of the shortest --prompt-tokens", prefixLength);
        this.lengths = lengths;
        this.vocabularySize = vocabularySize;
        SplittableRandom random = new SplittableRandom(seed);
        this.lengthRandom = random.split();
        this.idRandom = random.split();
        this.prefix = random.ints(prefixLength, 0, vocabularySize).toArray();
    }

    @Override
    public LoadPrompt next() {
        int[] ids = new int[this.lengths.draw(this.lengthRandom)];
        System.arraycopy(this.prefix, 0, ids, 0, this.prefix.length);
        for (int i = this.prefix.length; i < ids.length; i++) {
            ids[i] = this.idRandom.nextInt(this.vocabularySize);
        }
        return new LoadPrompt.TokenIds(ids);
    }

}
