package io.inkwell.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a latency in milliseconds; percentiles have three significant digits.
 */
public record LatencySummary(long count, double mean, double p50, double p90, double p99, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * @param nanos the values
     * @return null without values
     */
    static @Nullable LatencySummary of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return null;
        }
        return new LatencySummary(nanos.getTotalCount(), nanos.getMean() / NANOS_PER_MILLI, percentile(nanos, 50),
                percentile(nanos, 90), percentile(nanos, 99), nanos.getMaxValue() / NANOS_PER_MILLI);
    }

    private static double percentile(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

}
