package io.inkwell.explanation.noise;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.fields.FieldRules;

/**
 * The fields of an importance request that only method noise supports.
 *
 * @param stream whether to stream progress events
 */
public record NoiseFields(@Nullable String mode, @Nullable Integer iterations, @Nullable Double rate,
        @Nullable Double scale, @Nullable Double learningRate, @Nullable Integer samples, @Nullable Long seed,
        @Nullable Boolean stream) {

    private static final int MIN_ITERATIONS = 20;

    private static final int MAX_ITERATIONS = 1000;

    private static final int MIN_SAMPLES = 4;

    private static final int MAX_SAMPLES = 16;

    private static final double DEFAULT_RATE = 0.1;

    public boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    public NoiseSettings toSettings() {
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
        ServiceException.require(mode != NoiseMode.REFERENCE, "samples", "omitted with mode reference", this.samples);
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
     * Passes the name and value of each field to a check. The value of an omitted field
     * is null.
     */
    public void checkEach(BiConsumer<String, @Nullable Object> check) {
        check.accept("mode", this.mode);
        check.accept("iterations", this.iterations);
        check.accept("rate", this.rate);
        check.accept("scale", this.scale);
        check.accept("learning_rate", this.learningRate);
        check.accept("samples", this.samples);
        check.accept("seed", this.seed);
        check.accept("stream", isStream() ? this.stream : null);
    }

}
