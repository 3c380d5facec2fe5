package io.inkwell.weights;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MatrixEncoderTests {

    private static final float[][] MATRIX = { { 0, 0.5f, 1 }, { -1, -7, Float.NaN } };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void jsonEndsWithMatrix() throws IOException {
        write(new JsonMatrixEncoder(this.out, JsonMapper.shared(), Map.of("name", "a"), "values"));

        assertThat(this.out.toString(StandardCharsets.UTF_8))
            .isEqualTo("{\"name\":\"a\",\"values\":[[0.0,0.5,1.0],[-1.0,-7.0,null]]}");
    }

    @Test
    void f32IsRowMajor() throws IOException {
        write(FloatEncoder.raw(this.out));

        ByteBuffer bytes = ByteBuffer.wrap(this.out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[6];
        bytes.asFloatBuffer().get(floats);
        assertThat(bytes.capacity()).isEqualTo(24);
        assertThat(floats).containsExactly(0, 0.5f, 1, -1, -7, Float.NaN);
    }

    @ParameterizedTest
    @CsvSource({ "2, 3", "50257, 768", "1, 1" })
    void npyHeaderIsVersionOneAndAligned(int rows, int columns) {
        byte[] header = FloatEncoder.npyHeader(rows, columns);

        String text = new String(header, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("\u0093NUMPY\u0001\u0000").endsWith("\n");
        assertThat(text.substring(10).strip())
            .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }");
        assertThat(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getShort(8))
            .isEqualTo((short) (header.length - 10));
        assertThat(header.length % 64).isZero();
    }

    @Test
    void pngHasOnePixelPerValue() throws IOException {
        write(new PngEncoder(this.out, 2, 3, 1));

        BufferedImage picture = picture();
        assertThat(picture.getWidth()).isEqualTo(3);
        assertThat(picture.getHeight()).isEqualTo(2);
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFF5F5F5);
        assertThat(blue(picture.getRGB(1, 0))).isLessThan(red(picture.getRGB(1, 0)));
        assertThat(red(picture.getRGB(0, 1))).isLessThan(blue(picture.getRGB(0, 1)));
        assertThat(picture.getRGB(1, 1)).as("beyond the reach").isEqualTo(picture.getRGB(0, 1));
        assertThat(picture.getRGB(2, 1)).as("no number").isEqualTo(0xFF808080);
    }

    @Test
    void pngMayHaveManyChunks() throws IOException {
        float[][] noise = new float[300][301];
        Random random = new Random(1);
        try (PngEncoder png = new PngEncoder(this.out, 300, 301, 1)) {
            for (float[] row : noise) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = 2 * random.nextFloat() - 1;
                }
                png.write(row);
            }
        }

        int numChunks = this.out.toString(StandardCharsets.ISO_8859_1).split("IDAT").length - 1;
        assertThat(numChunks).isGreaterThan(5);
        assertThat(picture().getRGB(0, 299)).isEqualTo(color(noise[299][0]));
        assertThat(picture().getRGB(300, 150)).isEqualTo(color(noise[150][300]));
    }

    @Test
    void oppositeValuesAreEquallyDark() {
        for (int step = 1; step <= 127; step += 21) {
            assertThat(luminance(128 + step)).isCloseTo(luminance(128 - step), within(12.0)).isLessThan(luminance(128));
        }
        assertThat(DivergingPalette.index(1)).isEqualTo(255);
        assertThat(DivergingPalette.index(Float.NEGATIVE_INFINITY)).isEqualTo(1);
    }

    private static double luminance(int index) {
        byte[] colors = DivergingPalette.colors();
        return 0.299 * (colors[3 * index] & 0xFF) + 0.587 * (colors[3 * index + 1] & 0xFF)
                + 0.114 * (colors[3 * index + 2] & 0xFF);
    }

    private static int color(float value) {
        int at = 3 * DivergingPalette.index(value);
        byte[] colors = DivergingPalette.colors();
        return 0xFF000000 | (colors[at] & 0xFF) << 16 | (colors[at + 1] & 0xFF) << 8 | (colors[at + 2] & 0xFF);
    }

    private static int red(int color) {
        return color >> 16 & 0xFF;
    }

    private static int blue(int color) {
        return color & 0xFF;
    }

    private BufferedImage picture() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(this.out.toByteArray()));
    }

    private static void write(MatrixEncoder encoder) throws IOException {
        try (encoder) {
            for (float[] row : MATRIX) {
                encoder.write(row);
            }
        }
    }

}
