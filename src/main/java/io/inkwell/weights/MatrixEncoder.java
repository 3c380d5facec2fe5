package io.inkwell.weights;

import java.io.Closeable;
import java.io.IOException;

/** Writes a matrix row by row, each at once: a matrix need not fit into memory. */
interface MatrixEncoder extends Closeable {

    void write(float[] row) throws IOException;

    /** Writes what comes after the last row. */
    @Override
    void close() throws IOException;

}
