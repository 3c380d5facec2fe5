package io.inkwell.explanation;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.web.FieldRules;

/**
 * The fields of importance that go with {@link ImportanceMethod#NOISE} alone.
 *
 * @param stream whether what is learned is told while it is learned
 */
record NoiseFields(@Nullable String mode, @Nullable Integer iterations, @Nullable Double rate, @Nullable Double scale,
        @Nullable Double learningRate, @Nullable Integer samples, @Nullable Long seed, @Nullable Boolean stream) {

    private static final int MIN_ITERATIONS = 20;

    private static final int MAX_ITERATIONS = 2000;

    private static final int MIN_SAMPLES = 4;

    private static final int MAX_SAMPLES = 16;

    private static final double DEFAULT_RATE = 0.1;

    boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    /**
     * @throws ServiceException an invalid request that names the field, if it breaks a
     * rule
     */
    NoiseSettings toSettings() {
        NoiseMode mode = FieldChoice.of("mode", this.mode, NoiseMode.STEADY);
        int iterations = (this.iterations != null) ? this.iterations : mode.defaultIterations();
        FieldRules.requireBetween("iterations", iterations, MIN_ITERATIONS, MAX_ITERATIONS);
        return new NoiseSettings(mode, iterations, within("rate", this.rate, 0.001, 100, DEFAULT_RATE),
                (this.scale != null) ? within("scale", this.scale, 0.001, 1000, 0) : null,
                within("learning_rate", this.learningRate, 0.001, 1, mode.defaultLearningRate()), samples(mode),
                (this.seed != null) ? this.seed : 0);
    }

    private int samples(NoiseMode mode) {
        if (this.samples == null) {
            return mode.defaultSamples();
        }
        ServiceException.require(mode != NoiseMode.REFERENCE, "samples", "left out with the mode reference",
                this.samples);
        ServiceException.require(this.samples >= MIN_SAMPLES && this.samples <= MAX_SAMPLES && this.samples % 2 == 0,
                "samples", "an even number from " + MIN_SAMPLES + " to " + MAX_SAMPLES, this.samples);
        return this.samples;
    }

    private static double within(String field, @Nullable Double given, double min, double max, double otherwise) {
        double value = (given != null) ? given : otherwise;
        ServiceException.require(given == null || value >= min && value <= max, field, "from " + min + " to " + max,
                value);
        return value;
    }

    /**
     * @throws ServiceException an invalid request that names the field, if one is given
     * that the method has no use for
     */
    void requireTakenBy(ImportanceMethod method) {
        method.requireTakes("mode", this.mode);
        method.requireTakes("iterations", this.iterations);
        method.requireTakes("rate", this.rate);
        method.requireTakes("scale", this.scale);
        method.requireTakes("learning_rate", this.learningRate);
        method.requireTakes("samples", this.samples);
        method.requireTakes("seed", this.seed);
        method.requireTakes("stream", isStream() ? this.stream : null);
    }

}
