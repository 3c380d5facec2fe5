package io.inkwell.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.inkwell.error.ServiceException;

/**
 * The options of a training run. They are checked one by one here, and against the model
 * and the text when the run starts. Invalid values cause a {@link ServiceException} that
 * names the option of the command. Defaults are those of transformers' {@code Trainer}
 * where their documentation names no other reason.
 *
 * @param seed {@code --seed}: decides the order of the examples, the dropout and the
 * start of an adapter
 * @param lora the adapter to train; empty to train all weights
 */
public record TrainingOptions(DataOptions data, BatchOptions batches, OptimizerOptions optimizer,
        ScheduleOptions schedule, IntervalOptions intervals, long seed, Optional<LoraOptions> lora) {

    public static final long DEFAULT_SEED = 42;

    /**
     * The values of the options that change the weights or the loss, by the name of the
     * option. A run can be resumed only with equal ones.
     */
    Map<String, String> fixedOnResume() {
        Map<String, String> values = new LinkedHashMap<>();
        this.data.addFixedOnResume(values);
        this.batches.addFixedOnResume(values);
        this.optimizer.addFixedOnResume(values);
        this.schedule.addFixedOnResume(values);
        values.put("--seed", Long.toString(this.seed));
        this.lora.ifPresent((adapter) -> adapter.addFixedOnResume(values));
        return values;
    }

}
