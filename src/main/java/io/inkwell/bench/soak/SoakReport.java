package io.inkwell.bench.soak;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The result of a soak test.
 *
 * @param capacity requests per second of a closed loop of the same mix; null if the rate
 * was given
 * @param rate requests per second that were sent
 * @param seconds duration of the load
 * @param anonymousPercentPerTenMinutes growth of anonymous memory after the first 10
 * minutes; null if the test is too short or the server does not report it
 * @param last figures after the load, when the server became idle or the wait for that
 * ended; null if the server does not report them
 */
@JsonInclude
public record SoakReport(@Nullable Double capacity, double rate, double seconds, List<OutcomeCount> outcomes,
        List<SoakSample> samples, @Nullable Double anonymousPercentPerTenMinutes, @Nullable LiveFigures last) {

    private static final double MAX_GROWTH = 1;

    public SoakReport {
        outcomes = List.copyOf(outcomes);
        samples = List.copyOf(samples);
    }

    /** What a server without faults would not do, in sentences. */
    @JsonProperty
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (OutcomeCount count : this.outcomes) {
            if (!count.permitted()) {
                violations
                    .add(count.count() + " requests of kind " + count.traffic() + " ended with " + count.outcome());
            }
        }
        if (this.last != null && !this.last.isIdle()) {
            violations.add("the server is not idle after the load: " + this.last.running() + " running, "
                    + this.last.waiting() + " waiting, KV usage " + this.last.kvUsage());
        }
        if (this.anonymousPercentPerTenMinutes != null && this.anonymousPercentPerTenMinutes >= MAX_GROWTH) {
            violations.add("anonymous memory grows by " + this.anonymousPercentPerTenMinutes
                    + "% in 10 minutes; the limit is " + MAX_GROWTH + "%");
        }
        return violations;
    }

}
