package io.inkwell.training;

import java.util.Map;
import java.util.OptionalLong;

import io.inkwell.error.ServiceException;

/**
 * The number of examples in a step, and the number of steps.
 *
 * @param batchSize {@code --batch-size}: examples that are computed at once
 * @param accumulation {@code --accumulation}: batches whose gradients are added for one
 * step
 * @param epochs {@code --epochs}: how often the run reads all examples; a fraction is
 * allowed
 * @param maxSteps {@code --max-steps}: the number of steps; replaces the epochs
 */
public record BatchOptions(int batchSize, int accumulation, double epochs, OptionalLong maxSteps) {

    /**
     * The default is less than the 8 of transformers, because the activations of a batch
     * must fit the memory of a small machine.
     */
    public static final int DEFAULT_BATCH_SIZE = 4;

    public static final double DEFAULT_EPOCHS = 3;

    private static final int MAX_BATCH_SIZE = 256;

    private static final int MAX_ACCUMULATION = 4096;

    private static final double MAX_EPOCHS = 10_000;

    private static final long MAX_STEPS = 100_000_000;

    public BatchOptions {
        ServiceException.require(batchSize >= 1 && batchSize <= MAX_BATCH_SIZE, "--batch-size",
                "from 1 to " + MAX_BATCH_SIZE, batchSize);
        ServiceException.require(accumulation >= 1 && accumulation <= MAX_ACCUMULATION, "--accumulation",
                "from 1 to " + MAX_ACCUMULATION, accumulation);
        ServiceException.require(epochs > 0 && epochs <= MAX_EPOCHS, "--epochs", "above 0 and at most 10000", epochs);
        if (maxSteps.isPresent()) {
            ServiceException.require(maxSteps.getAsLong() >= 1 && maxSteps.getAsLong() <= MAX_STEPS, "--max-steps",
                    "from 1 to " + MAX_STEPS, maxSteps.getAsLong());
        }
    }

    void addFixedOnResume(Map<String, String> values) {
        values.put("--batch-size", Integer.toString(this.batchSize));
        values.put("--accumulation", Integer.toString(this.accumulation));
        if (this.maxSteps.isPresent()) {
            values.put("--max-steps", Long.toString(this.maxSteps.getAsLong()));
        }
        else {
            values.put("--epochs", Double.toString(this.epochs));
        }
    }

}
