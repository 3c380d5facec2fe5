package io.inkwell.training;

import java.util.OptionalInt;

import io.inkwell.error.ServiceException;

/**
 * When a run reports, evaluates and saves.
 *
 * @param logSteps {@code --log-steps}: steps between two {@link LogReport}s
 * @param evalSteps {@code --eval-steps}: steps between two evaluations; empty for one
 * after each epoch. The last step always has one, and so has the start of the run
 * @param saveSteps {@code --save-steps}: steps between two checkpoints; empty for one
 * after each epoch. The last step, and the best evaluation so far, always have one
 * @param saveTotalLimit {@code --save-total-limit}: the number of checkpoints to keep.
 * The best and the last are kept even if the limit is 1
 * @param patience {@code --patience}: the run stops after so many evaluations in a row
 * that are not better than the best; empty to run to the end
 */
public record IntervalOptions(int logSteps, OptionalInt evalSteps, OptionalInt saveSteps, int saveTotalLimit,
        OptionalInt patience) {

    public static final int DEFAULT_LOG_STEPS = 10;

    public static final int DEFAULT_SAVE_TOTAL_LIMIT = 2;

    public static final IntervalOptions DEFAULT = new IntervalOptions(DEFAULT_LOG_STEPS, OptionalInt.empty(),
            OptionalInt.empty(), DEFAULT_SAVE_TOTAL_LIMIT, OptionalInt.empty());

    public IntervalOptions {
        requirePositive("--log-steps", logSteps);
        evalSteps.ifPresent((steps) -> requirePositive("--eval-steps", steps));
        saveSteps.ifPresent((steps) -> requirePositive("--save-steps", steps));
        requirePositive("--save-total-limit", saveTotalLimit);
        patience.ifPresent((evaluations) -> requirePositive("--patience", evaluations));
    }

    private static void requirePositive(String option, int value) {
        ServiceException.require(value >= 1, option, "at least 1", value);
    }

}
