package io.inkwell.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.inkwell.error.ServiceException;

/**
 * Latency limits that a good response meets.
 *
 * @param maxMillis the limits in milliseconds; empty for none
 */
public record ServiceLevel(Map<Metric, Double> maxMillis) {

    /** Without limits every response is good. */
    public static final ServiceLevel NONE = new ServiceLevel(Map.of());

    private static final String FORMAT = "limits in milliseconds, such as ttft:1000,itl:200, of ttft, tpot, itl and e2el";

    /** A latency of one response. */
    public enum Metric {

        /** Time to first token. */
        TTFT,
        /** Time per output token: the mean after the first. */
        TPOT,
        /** Inter-token latency: the 99th percentile of the response. */
        ITL,
        /** End-to-end latency. */
        E2EL;

        private static final int ITL_PERCENT = 99;

        private static final double NANOS_PER_MILLI = 1e6;

        private double millis(ResponseTimes times, long outputTokens) {
            return switch (this) {
                case TTFT -> times.untilFirst();
                case TPOT -> times.perToken(outputTokens);
                case ITL -> times.gapPercentile(ITL_PERCENT);
                case E2EL -> times.untilLast();
            } / NANOS_PER_MILLI;
        }

    }

    public ServiceLevel {
        maxMillis = Map.copyOf(maxMillis);
    }

    /**
     * Parses {@code ttft:1000,itl:200}. The names are those of vLLM, with {@code itl}.
     * @param option the option that has the text
     * @throws ServiceException if it has another form
     */
    public static ServiceLevel parse(String option, String text) {
        Map<Metric, Double> limits = new EnumMap<>(Metric.class);
        for (String limit : text.split(",", -1)) {
            String[] parts = limit.split(":", -1);
            Metric metric = Arrays.stream(Metric.values())
                .filter((each) -> label(each).equals(parts[0]))
                .findAny()
                .orElse(null);
            ServiceException
                .require(parts.length == 2 && metric != null && parts[1].matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                        && limits.put(metric, Double.valueOf(parts[1])) == null, option, FORMAT, text);
        }
        return new ServiceLevel(limits);
    }

    boolean isMet(ResponseTimes times, long outputTokens) {
        return this.maxMillis.entrySet()
            .stream()
            .allMatch((limit) -> limit.getKey().millis(times, outputTokens) <= limit.getValue());
    }

    public boolean hasLimits() {
        return !this.maxMillis.isEmpty();
    }

    private static String label(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** The limits in words, such as {@code ttft at most 1000 ms}. */
    @Override
    public String toString() {
        return Arrays.stream(Metric.values())
            .filter(this.maxMillis::containsKey)
            .map((metric) -> String.format(Locale.ROOT, "%s at most %.0f ms", label(metric),
                    this.maxMillis.get(metric)))
            .collect(Collectors.joining(", "));
    }

}
