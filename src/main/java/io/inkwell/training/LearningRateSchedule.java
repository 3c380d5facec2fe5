package io.inkwell.training;

/**
 * The learning rate of each step. The formulas are those of transformers'
 * {@code get_linear_schedule_with_warmup}, {@code get_cosine_schedule_with_warmup} and
 * {@code get_constant_schedule_with_warmup}: the first step of a warm-up has the rate 0.
 */
final class LearningRateSchedule {

    private final ScheduleOptions.Decay decay;

    private final double peak;

    private final long warmup;

    private final long totalSteps;

    /**
     * @param peak the rate after the warm-up
     */
    LearningRateSchedule(ScheduleOptions options, double peak, long totalSteps) {
        this.decay = options.decay();
        this.peak = peak;
        this.warmup = (long) ((options.warmup() < 1) ? Math.ceil(totalSteps * options.warmup()) : options.warmup());
        this.totalSteps = totalSteps;
    }

    /** The number of steps before the rate is at its peak. */
    long warmup() {
        return this.warmup;
    }

    /**
     * The rate of a step.
     * @param step from 1
     */
    double rate(long step) {
        long done = step - 1;
        if (done < this.warmup) {
            return this.peak * done / this.warmup;
        }
        double progress = (double) (done - this.warmup) / Math.max(1, this.totalSteps - this.warmup);
        return this.peak * switch (this.decay) {
            case LINEAR -> Math.max(0, 1 - progress);
            case COSINE -> Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress)));
            case CONSTANT -> 1;
        };
    }

}
