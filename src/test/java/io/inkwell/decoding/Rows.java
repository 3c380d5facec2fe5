package io.inkwell.decoding;

import java.util.Random;
import java.util.stream.IntStream;

import io.inkwell.decoding.processor.LogitsProcessor;

/** Creates and inspects rows of logits in tests. */
public final class Rows {

    /** The vocabulary size of GPT-2. */
    public static final int GPT2 = 50_257;

    private static final TokenHistory NO_HISTORY = new TokenHistory(new int[0]);

    private Rows() {
    }

    /** A view of a copy of the values, inside a larger batch. */
    public static Logits logits(float... values) {
        float[] batch = new float[values.length + 7];
        System.arraycopy(values, 0, batch, 3, values.length);
        Logits logits = new Logits();
        logits.reset(batch, 3, values.length);
        return logits;
    }

    public static Logits processed(LogitsProcessor processor, float... values) {
        Logits logits = logits(values);
        processor.process(logits, NO_HISTORY);
        return logits;
    }

    public static int[] tokenIds(Logits logits) {
        return IntStream.range(0, logits.numCandidates()).map(logits::tokenId).toArray();
    }

    public static float[] values(Logits logits) {
        float[] values = new float[logits.numCandidates()];
        for (int i = 0; i < values.length; i++) {
            values[i] = logits.value(i);
        }
        return values;
    }

    /** The remaining tokens with a score other than minus infinity. */
    public static int[] possibleIds(Logits logits) {
        return possible(logits).map(logits::tokenId).toArray();
    }

    /** The softmax of a row. */
    public static double[] probabilities(float[] row) {
        double max = IntStream.range(0, row.length).mapToDouble((i) -> row[i]).max().orElseThrow();
        double sum = IntStream.range(0, row.length).mapToDouble((i) -> Math.exp(row[i] - max)).sum();
        return IntStream.range(0, row.length).mapToDouble((i) -> Math.exp(row[i] - max) / sum).toArray();
    }

    /** The softmax of the scores of {@link #possibleIds}. */
    public static double[] probabilities(Logits logits) {
        double[] probabilities = probabilities(values(logits));
        return possible(logits).mapToDouble((i) -> probabilities[i]).toArray();
    }

    /** A row with this softmax. */
    public static float[] ofProbabilities(double... probabilities) {
        float[] row = new float[probabilities.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) Math.log(probabilities[i]);
        }
        return row;
    }

    public static float[] normal(Random random, int size, double deviation) {
        float[] row = new float[size];
        for (int i = 0; i < size; i++) {
            row[i] = (float) (random.nextGaussian() * deviation);
        }
        return row;
    }

    /**
     * Up to 300 values of any spread; some rows consist of equal values, and some have
     * impossible tokens, but never only those.
     */
    public static float[] odd(Random random) {
        float[] row = normal(random, 1 + random.nextInt(300), Math.pow(10, random.nextInt(4) - 1));
        boolean coarse = random.nextInt(3) == 0;
        boolean holed = random.nextInt(3) == 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = coarse ? Math.round(row[i]) / 2f : row[i];
            if (holed && i != row.length / 2 && random.nextBoolean()) {
                row[i] = Float.NEGATIVE_INFINITY;
            }
        }
        return row;
    }

    private static IntStream possible(Logits logits) {
        return IntStream.range(0, logits.numCandidates()).filter((i) -> logits.value(i) != Float.NEGATIVE_INFINITY);
    }

}
