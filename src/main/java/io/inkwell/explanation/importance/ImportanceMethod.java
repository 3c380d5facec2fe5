package io.inkwell.explanation.importance;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.noise.NoiseRun;
import io.inkwell.web.fields.FieldChoice;

/** How it is found out what the next token hangs on. */
public enum ImportanceMethod {

    /**
     * A part's tokens are replaced by one that says nothing; the others stay in their
     * places.
     */
    OCCLUSION("measure", "target", "contrast", "baseline"),
    /** A part is left out, and what follows moves up. */
    LEAVE_ONE_OUT("measure", "target", "contrast"),
    /** How steep the answer is in a token's embedding. */
    SALIENCY("measure", "target", "contrast"),
    /** The embedding times that slope: what the answer would lose if it were a line. */
    GRAD_X_INPUT("measure", "target", "contrast"),
    /** The same along the straight way from a baseline, which adds up to the answer. */
    INTEGRATED_GRADIENTS("measure", "target", "contrast", "baseline", "n_steps"),
    /** How far a token turns, layer by layer, that sees nothing of a part's values. */
    VALUE_ZEROING("position"),
    /**
     * How much noise a part bears before the answer moves; learned by {@link NoiseRun}.
     */
    NOISE("mode", "iterations", "rate", "scale", "learning_rate", "samples", "seed", "stream");

    private final Set<String> fields;

    /**
     * @param fields of a request that not every method has a use for
     */
    ImportanceMethod(String... fields) {
        this.fields = Set.of(fields);
    }

    boolean takes(String field) {
        return this.fields.contains(field);
    }

    /**
     * @throws ServiceException an invalid request, if the field is given, and without
     * effect
     */
    void requireTakes(String field, @Nullable Object given) {
        if (given != null && !takes(field)) {
            String methods = Arrays.stream(values())
                .filter((method) -> method.takes(field))
                .map(FieldChoice::label)
                .collect(Collectors.joining(", "));
            throw ServiceException.invalid(field,
                    field + " goes with method " + methods + "; given: method " + FieldChoice.label(this));
        }
    }

}
