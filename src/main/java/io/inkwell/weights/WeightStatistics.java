package io.inkwell.weights;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.explanation.CancellationToken;

/**
 * Statistics of the finite values of a weight, and the number of other values. All
 * statistics are 0 if no value is finite.
 *
 * @param std population standard deviation
 * @param norm L2 norm
 */
@JsonPropertyOrder({ "mean", "std", "min", "max", "norm", "non_finite", "histogram" })
record WeightStatistics(float mean, float std, float min, float max, float norm, long nonFinite,
        WeightHistogram histogram) {

    private static final int PAGE = 1 << 18;

    static WeightStatistics of(WeightTensor tensor, CancellationToken cancellation) throws IOException {
        Range range = new Range();
        forEach(tensor, cancellation, range::add);
        Spread spread = new Spread(range);
        forEach(tensor, cancellation, spread::add);
        long count = range.count;
        if (count == 0) {
            return new WeightStatistics(0, 0, 0, 0, 0, tensor.count(), new WeightHistogram(0, 0, spread.counts));
        }
        return new WeightStatistics((float) spread.mean, (float) Math.sqrt(spread.squares / count), range.min,
                range.max, (float) Math.sqrt(spread.squares + count * spread.mean * spread.mean),
                tensor.count() - count, new WeightHistogram(range.min, range.max, spread.counts));
    }

    private static void forEach(WeightTensor tensor, CancellationToken cancellation, PageConsumer action)
            throws IOException {
        for (long from = 0; from < tensor.count(); from += PAGE) {
            cancellation.throwIfCancelled();
            action.accept(tensor.values(from, (int) Math.min(PAGE, tensor.count() - from)));
        }
    }

    /** The largest magnitude of a typical value: three times the root mean square. */
    float reach() {
        double variance = (double) this.std * this.std + (double) this.mean * this.mean;
        return (float) Math.min(3 * Math.sqrt(variance), Math.max(Math.abs(this.min), Math.abs(this.max)));
    }

    @FunctionalInterface
    private interface PageConsumer {

        void accept(float[] values);

    }

    private static final class Range {

        private float min = Float.POSITIVE_INFINITY;

        private float max = Float.NEGATIVE_INFINITY;

        private long count;

        private double sum;

        void add(float[] values) {
            for (float value : values) {
                if (Float.isFinite(value)) {
                    this.count++;
                    this.sum += value;
                    this.min = Math.min(this.min, value);
                    this.max = Math.max(this.max, value);
                }
            }
        }

    }

    /** A second pass around the known mean, to avoid cancellation. */
    private static final class Spread {

        private final long[] counts = new long[WeightHistogram.BINS];

        private final double mean;

        private final double min;

        private final double range;

        private double squares;

        Spread(Range range) {
            this.mean = range.sum / Math.max(1, range.count);
            this.min = range.min;
            // Equal values all fall into the first bin, whatever its width.
            this.range = (range.max > range.min) ? (double) range.max - range.min : 1;
        }

        void add(float[] values) {
            for (float value : values) {
                if (Float.isFinite(value)) {
                    this.squares += (value - this.mean) * (value - this.mean);
                    // Divided last, so that a value on a border falls into the right bin.
                    int bin = (int) ((value - this.min) * WeightHistogram.BINS / this.range);
                    this.counts[Math.min(bin, WeightHistogram.BINS - 1)]++;
                }
            }
        }

    }

}
