package io.inkwell.plots;

import java.util.List;

/**
 * Curves over the same x values.
 *
 * @param xLabel the name of the horizontal axis
 * @param yLabel the name or the unit of the vertical axis; may be empty
 * @param x the x values, ascending
 */
public record Plot(String title, String xLabel, String yLabel, List<Double> x, List<Curve> curves) {

    public Plot {
        x = List.copyOf(x);
        curves = List.copyOf(curves);
        for (Curve curve : curves) {
            if (curve.values().size() != x.size()) {
                throw new IllegalArgumentException("curve \"%s\" must have a value for each of %d x values; given: %d"
                    .formatted(curve.label(), x.size(), curve.values().size()));
            }
        }
    }

}
