package io.inkwell.weights;

/**
 * 255 colors from blue over near-white to red for numbers from -1 to 1, and gray for NaN.
 * The colors are linear in Oklab, where equal distances look equal, so a number and its
 * opposite are equally dark.
 *
 * @see <a href="https://bottosson.github.io/posts/oklab/">Oklab</a>
 */
final class DivergingPalette {

    private static final int NO_NUMBER = 0;

    private static final int MIDDLE = 128;

    private static final int STEPS = 127;

    private static final byte GRAY = (byte) 0x80;

    // Oklab coordinates: lightness, green to red, blue to yellow.
    private static final double[] BLUE = { 0.45, -0.03, -0.13 };

    private static final double[] WHITE = { 0.97, 0, 0 };

    private static final double[] RED = { 0.45, 0.14, 0.07 };

    private DivergingPalette() {
    }

    /** The RGB values of 256 colors. */
    static byte[] colors() {
        byte[] colors = new byte[3 * 256];
        for (int index = 0; index < 256; index++) {
            double part = (double) (index - MIDDLE) / STEPS;
            double[] end = (part < 0) ? BLUE : RED;
            double[] lab = new double[3];
            for (int i = 0; i < 3; i++) {
                lab[i] = WHITE[i] + Math.abs(part) * (end[i] - WHITE[i]);
            }
            putSrgb(lab, colors, 3 * index);
        }
        for (int i = 0; i < 3; i++) {
            colors[3 * NO_NUMBER + i] = GRAY;
        }
        return colors;
    }

    /** The index of the color for a value, clamped to -1 and 1. */
    static int index(float value) {
        if (Float.isNaN(value)) {
            return NO_NUMBER;
        }
        return MIDDLE + Math.round(STEPS * Math.max(-1, Math.min(1, value)));
    }

    private static void putSrgb(double[] lab, byte[] colors, int at) {
        double l = Math.pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
        double m = Math.pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
        double s = Math.pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
        colors[at] = gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        colors[at + 1] = gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        colors[at + 2] = gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static byte gamma(double linear) {
        double encoded = (linear <= 0.0031308) ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (byte) Math.round(255 * Math.max(0, Math.min(1, encoded)));
    }

}
