package io.inkwell.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a matrix as a PNG with one pixel per number, in the colors of
 * {@link DivergingPalette}.
 */
final class PngEncoder implements MatrixEncoder {

    private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

    private static final int CHUNK = 8192;

    private final OutputStream out;

    private final float reach;

    private final Deflater deflater = new Deflater();

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

    private final DeflaterOutputStream pixels = new DeflaterOutputStream(this.compressed, this.deflater);

    /**
     * @param reach the magnitude of the strongest colors; larger ones are clamped
     */
    PngEncoder(OutputStream out, int numRows, int numColumns, float reach) throws IOException {
        this.out = out;
        this.reach = reach;
        out.write(SIGNATURE);
        // Eight bits per pixel, indexed colors, default methods.
        byte[] header = ByteBuffer.allocate(13)
            .putInt(numColumns)
            .putInt(numRows)
            .put(new byte[] { 8, 3, 0, 0, 0 })
            .array();
        writeChunk("IHDR", header);
        writeChunk("PLTE", DivergingPalette.colors());
    }

    @Override
    public void write(float[] row) throws IOException {
        // The first byte selects no filter.
        byte[] line = new byte[row.length + 1];
        for (int i = 0; i < row.length; i++) {
            line[i + 1] = (byte) DivergingPalette.index(row[i] / this.reach);
        }
        this.pixels.write(line);
        if (this.compressed.size() >= CHUNK) {
            writePixels();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            this.pixels.finish();
            writePixels();
            writeChunk("IEND", new byte[0]);
        }
        finally {
            this.deflater.end();
        }
    }

    private void writePixels() throws IOException {
        writeChunk("IDAT", this.compressed.toByteArray());
        this.compressed.reset();
    }

    private void writeChunk(String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        this.out.write(ByteBuffer.allocate(12 + data.length)
            .putInt(data.length)
            .put(name)
            .put(data)
            .putInt((int) checksum.getValue())
            .array());
    }

}
