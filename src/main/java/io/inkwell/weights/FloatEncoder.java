package io.inkwell.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a matrix as little-endian float32, raw or as a NumPy file. */
final class FloatEncoder implements MatrixEncoder {

    private static final int NPY_ALIGNMENT = 64;

    private static final byte[] NPY_MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };

    private final OutputStream out;

    private FloatEncoder(OutputStream out) {
        this.out = out;
    }

    static FloatEncoder raw(OutputStream out) {
        return new FloatEncoder(out);
    }

    /** Writes format version 1.0 of {@code .npy}. */
    static FloatEncoder npy(OutputStream out, int numRows, int numColumns) throws IOException {
        out.write(npyHeader(numRows, numColumns));
        return new FloatEncoder(out);
    }

    /** The header of an {@code .npy} file. */
    static byte[] npyHeader(int numRows, int numColumns) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(numRows,
                numColumns);
        int before = NPY_MAGIC.length + Short.BYTES;
        int padding = Math.floorMod(-(before + dictionary.length() + 1), NPY_ALIGNMENT);
        byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(NPY_MAGIC)
            .putShort((short) text.length)
            .put(text)
            .array();
    }

    @Override
    public void write(float[] row) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(row);
        this.out.write(bytes.array());
    }

    @Override
    public void close() {
    }

}
