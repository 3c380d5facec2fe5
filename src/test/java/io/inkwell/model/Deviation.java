package io.inkwell.model;

/**
 * How far numbers are from those that they should be, as a share of the size of these.
 */
public final class Deviation {

    private Deviation() {
    }

    /** The largest difference by the largest number. */
    public static double largest(float[] found, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(found[i] - expected[i]));
            size = Math.max(size, Math.abs(expected[i]));
        }
        return difference / size;
    }

    /** The root mean square of the differences by that of the numbers. */
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
