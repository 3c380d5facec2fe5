package io.inkwell.model;

/** Deviations from expected values, relative to their magnitude. */
public final class Deviation {

    private Deviation() {
    }

    /** The largest difference divided by the largest expected value. */
    public static double largest(float[] found, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(found[i] - expected[i]));
            size = Math.max(size, Math.abs(expected[i]));
        }
        return difference / size;
    }

    /**
     * The root mean square of the differences divided by that of the expected values.
     */
    public static double usual(float[] found, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(found[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }

}
