package io.inkwell.observability;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;

/**
 * A histogram, as in Prometheus.
 *
 * @param count number of values
 * @param sum of the values
 * @param le the upper bounds of the buckets, ascending, without infinity
 * @param cumulative number of values up to each bound
 */
@JsonPropertyOrder({ "count", "sum", "le", "cumulative" })
record HistogramFigures(long count, double sum, List<Double> le, List<Long> cumulative) {

    /**
     * Sums histograms with the same buckets.
     * @param unit what a value of 1 is in the meters: 1e9 for seconds in timers
     */
    static HistogramFigures of(Collection<? extends HistogramSupport> meters, double unit) {
        long count = 0;
        double sum = 0;
        NavigableMap<Double, Long> buckets = new TreeMap<>();
        for (HistogramSupport meter : meters) {
            HistogramSnapshot snapshot = meter.takeSnapshot();
            count += snapshot.count();
            sum += snapshot.total() / unit;
            for (CountAtBucket bucket : snapshot.histogramCounts()) {
                if (Double.isFinite(bucket.bucket())) {
                    buckets.merge(bucket.bucket() / unit, (long) bucket.count(), Long::sum);
                }
            }
        }
        return new HistogramFigures(count, sum, List.copyOf(buckets.keySet()), List.copyOf(buckets.values()));
    }

}
