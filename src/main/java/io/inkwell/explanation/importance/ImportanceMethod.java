package io.inkwell.explanation.importance;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.noise.NoiseRun;
import io.inkwell.web.fields.FieldChoice;

/** A method of token attribution. */
public enum ImportanceMethod {

    /**
     * Replaces the tokens of a part with the baseline. Positions stay the same.
     */
    OCCLUSION("measure", "target", "contrast", "baseline"),
    /** Removes a part. The tokens after it move up. */
    LEAVE_ONE_OUT("measure", "target", "contrast"),
    /** The L2 norm of the gradient in the embedding of a token. */
    SALIENCY("measure", "target", "contrast"),
    /** The dot product of the embedding and its gradient. */
    GRAD_X_INPUT("measure", "target", "contrast"),
    /** The gradient integrated along the straight line from the baseline. */
    INTEGRATED_GRADIENTS("measure", "target", "contrast", "baseline", "n_steps"),
    /** The change of a hidden state in each layer when the values of a part are zero. */
    VALUE_ZEROING("position"),
    /**
     * The noise that a part tolerates before the output changes; see {@link NoiseRun}.
     */
    NOISE("mode", "iterations", "rate", "scale", "learning_rate", "samples", "seed", "stream");

    private final Set<String> fields;

    /**
     * @param fields that this method supports, of those that not every method supports
     */
    ImportanceMethod(String... fields) {
        this.fields = Set.of(fields);
    }

    boolean takes(String field) {
        return this.fields.contains(field);
    }

    /**
     * @throws ServiceException an invalid request, if the field is given but not
     * supported
     */
    void requireTakes(String field, @Nullable Object given) {
        if (given != null && !takes(field)) {
            String methods = Arrays.stream(values())
                .filter((method) -> method.takes(field))
                .map(FieldChoice::label)
                .collect(Collectors.joining(", "));
            throw ServiceException.invalid(field,
                    field + " is supported only by method " + methods + "; given: method " + FieldChoice.label(this));
        }
    }

}
