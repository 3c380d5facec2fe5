package io.inkwell.bench.soak;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The growth of anonymous memory: the slope of the least-squares line. */
final class MemoryTrend {

    /** Caches fill and code is compiled in this time. */
    static final double SETTLING_SECONDS = 600;

    private static final double MIN_SECONDS = 600;

    private MemoryTrend() {
    }

    /**
     * The growth in percent of the mean per 10 minutes, after the first 10 minutes; null
     * if the samples after them cover less than 10 minutes.
     */
    static @Nullable Double percentPerTenMinutes(List<SoakSample> samples) {
        List<SoakSample> settled = samples.stream()
            .filter((sample) -> sample.seconds() >= SETTLING_SECONDS && sample.figures().anonymousBytes() != null)
            .toList();
        if (settled.isEmpty()
                || settled.get(settled.size() - 1).seconds() - settled.get(0).seconds() < MIN_SECONDS - 1) {
            return null;
        }
        double meanSeconds = settled.stream().mapToDouble(SoakSample::seconds).average().orElseThrow();
        double meanBytes = settled.stream().mapToDouble(MemoryTrend::bytes).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (SoakSample sample : settled) {
            double distance = sample.seconds() - meanSeconds;
            covariance += distance * (bytes(sample) - meanBytes);
            variance += distance * distance;
        }
        return 100 * covariance / variance * 600 / meanBytes;
    }

    private static double bytes(SoakSample sample) {
        Double bytes = sample.figures().anonymousBytes();
        return (bytes != null) ? bytes : 0;
    }

}
