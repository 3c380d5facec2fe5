package io.inkwell.decoding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.inkwell.decoding.search.SearchRequests;

/** A model for tests: any function of the tokens so far. */
public interface TinyModel {

    int vocabularySize();

    /** The logits of the next token. */
    float[] logits(List<Integer> tokens);

    /** The log-probabilities of the next token. */
    default float[] logprobs(List<Integer> tokens) {
        float[] row = logits(tokens);
        Logits logits = new Logits();
        logits.reset(row, 0, row.length);
        logits.normalize();
        return row;
    }

    /** The final hidden state of the last token. */
    default float[] hiddenState(List<Integer> tokens) {
        return new float[] { 1 };
    }

    /**
     * A model that defines the next token after some outputs of
     * {@link SearchRequests#PROMPT}.
     * @param probabilities by output, the probabilities of the next token from token 0
     * on; any other output continues with the last token of the vocabulary
     */
    static TinyModel of(int vocabularySize, Map<List<Integer>, double[]> probabilities) {
        double[] last = new double[vocabularySize];
        last[vocabularySize - 1] = 1;
        return new TinyModel() {

            @Override
            public int vocabularySize() {
                return vocabularySize;
            }

            @Override
            public float[] logits(List<Integer> tokens) {
                float[] logits = new float[vocabularySize];
                Arrays.fill(logits, Float.NEGATIVE_INFINITY);
                double[] known = probabilities.getOrDefault(tokens.subList(SearchRequests.PROMPT.length, tokens.size()),
                        last);
                for (int i = 0; i < known.length; i++) {
                    // Any logits work, as long as their differences are right.
                    logits[i] = (float) (3 + Math.log(known[i]));
                }
                return logits;
            }

        };
    }

    /** A model in which all sequences are unrelated. */
    static TinyModel random(long seed, int vocabularySize) {
        return new TinyModel() {

            @Override
            public int vocabularySize() {
                return vocabularySize;
            }

            @Override
            public float[] logits(List<Integer> tokens) {
                return Rows.normal(random(tokens), vocabularySize, 1.5);
            }

            @Override
            public float[] hiddenState(List<Integer> tokens) {
                return Rows.normal(random(tokens), 6, 1);
            }

            private Random random(List<Integer> tokens) {
                return new Random(seed * 0x9E3779B97F4A7C15L + tokens.hashCode());
            }

        };
    }

}
