package io.inkwell.plots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line in a plot.
 *
 * @param values the y value at each x value of the plot; null where the line has no point
 */
public record Curve(String label, List<@Nullable Double> values) {

    public Curve {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

}
