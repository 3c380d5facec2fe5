package io.inkwell.training;

/**
 * Which steps a run reports, evaluates and saves.
 *
 * @param totalSteps the last step, after which it does all three
 * @param logSteps the interval of reports in steps
 */
record RunIntervals(long totalSteps, long stepsPerEpoch, long logSteps, long evalSteps, long saveSteps) {

    static RunIntervals of(TrainingOptions options, long stepsPerEpoch) {
        BatchOptions batches = options.batches();
        IntervalOptions intervals = options.intervals();
        long totalSteps = batches.maxSteps().orElse((long) Math.ceil(batches.epochs() * stepsPerEpoch));
        return new RunIntervals(totalSteps, stepsPerEpoch, intervals.logSteps(),
                intervals.evalSteps().isPresent() ? intervals.evalSteps().getAsInt() : stepsPerEpoch,
                intervals.saveSteps().isPresent() ? intervals.saveSteps().getAsInt() : stepsPerEpoch);
    }

    boolean isLast(long step) {
        return step == this.totalSteps;
    }

    boolean logsAfter(long step) {
        return isDue(step, this.logSteps);
    }

    boolean evaluatesAfter(long step) {
        return step == 0 || isDue(step, this.evalSteps);
    }

    boolean savesAfter(long step) {
        return isDue(step, this.saveSteps);
    }

    /** The epochs after a step, with a fraction. */
    double epoch(long step) {
        return (double) step / this.stepsPerEpoch;
    }

    private boolean isDue(long step, long interval) {
        return step > 0 && (step % interval == 0 || isLast(step));
    }

}
