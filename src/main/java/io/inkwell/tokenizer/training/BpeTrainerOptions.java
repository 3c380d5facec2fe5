package io.inkwell.tokenizer.training;

import io.inkwell.error.ServiceException;

/**
 * The size of a trained tokenizer.
 *
 * @param vocabSize {@code --vocab-size}: the maximum number of tokens. The vocabulary is
 * smaller if the texts have too few frequent pairs.
 * @param minFrequency {@code --min-frequency}: how often a pair of tokens must occur to
 * become a token
 */
public record BpeTrainerOptions(int vocabSize, long minFrequency) {

    /** The default of {@code ByteLevelBPETokenizer.train} in Hugging Face tokenizers. */
    public static final long DEFAULT_MIN_FREQUENCY = 2;

    /** One token for each byte, and the end-of-text token. */
    public static final int MIN_VOCAB_SIZE = 257;

    public BpeTrainerOptions {
        ServiceException.require(vocabSize >= MIN_VOCAB_SIZE, "--vocab-size", "at least " + MIN_VOCAB_SIZE, vocabSize);
        ServiceException.require(minFrequency >= 1, "--min-frequency", "at least 1", minFrequency);
    }

}
