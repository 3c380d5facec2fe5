package io.inkwell.training;

import java.util.Locale;
import java.util.Map;

import io.inkwell.error.ServiceException;

/**
 * How the learning rate changes.
 *
 * @param decay {@code --schedule}: what follows the warm-up
 * @param warmup {@code --warmup}: the steps in which the learning rate rises from 0; a
 * number below 1 is a fraction of all steps
 */
public record ScheduleOptions(Decay decay, double warmup) {

    public static final ScheduleOptions DEFAULT = new ScheduleOptions(Decay.LINEAR, 0);

    public ScheduleOptions {
        ServiceException.require(warmup >= 0 && (warmup < 1 || (warmup == Math.rint(warmup) && warmup <= 1e8)),
                "--warmup", "a number of steps, or a fraction below 1", warmup);
    }

    void addFixedOnResume(Map<String, String> values) {
        values.put("--schedule", this.decay.toString());
        values.put("--warmup", Double.toString(this.warmup));
    }

    /** The learning rate after the warm-up. */
    public enum Decay {

        /** Falls to 0 in a straight line. */
        LINEAR,
        /** Falls to 0 along half a cosine. */
        COSINE,
        /** Stays. */
        CONSTANT;

        /** The name as the command spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

}
