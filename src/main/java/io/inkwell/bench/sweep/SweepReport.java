package io.inkwell.bench.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.bench.BenchReport;

/**
 * The results of a sweep.
 *
 * @param limits the limits for goodput, in words
 * @param closedLoop the measurement of the capacity; null if the first rate was given
 * @param rates the results, in ascending order of the rates
 */
public record SweepReport(String limits, @Nullable BenchReport closedLoop, List<RateResult> rates) {

    public SweepReport {
        rates = List.copyOf(rates);
    }

    /** The result with the highest goodput; of equal ones, the first. */
    public Optional<RateResult> best() {
        return this.rates.stream().max(Comparator.comparingDouble(RateResult::goodput));
    }

}
