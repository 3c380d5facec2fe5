package io.inkwell.observability;

import java.time.Duration;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Creates histograms with the buckets of the OpenTelemetry GenAI conventions, and finer
 * ones below: a small GPT-2 takes less than one millisecond per token.
 */
final class Histograms {

    static final Duration[] REQUEST = seconds(.0025, .005, .01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24,
            20.48, 40.96, 81.92, 163.84, 327.68);

    static final Duration[] FIRST_TOKEN = seconds(.0005, .001, .0025, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75,
            1, 2.5, 5, 7.5, 10, 20, 40, 80, 160);

    static final Duration[] PER_TOKEN = seconds(.00025, .0005, .001, .0025, .005, .01, .025, .05, .075, .1, .15, .2, .3,
            .4, .5, .75, 1, 2.5);

    private static final double[] COUNTS = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096 };

    private Histograms() {
    }

    static Timer times(MeterRegistry registry, String name, Tags tags, Duration[] bounds) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(bounds).register(registry);
    }

    /** A histogram of token or sequence counts. */
    static DistributionSummary counts(MeterRegistry registry, String name, Tags tags) {
        return DistributionSummary.builder(name).tags(tags).serviceLevelObjectives(COUNTS).register(registry);
    }

    private static Duration[] seconds(double... seconds) {
        return DoubleStream.of(seconds)
            .mapToObj((value) -> Duration.ofNanos(Math.round(value * 1e9)))
            .toArray(Duration[]::new);
    }

}
