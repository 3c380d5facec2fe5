package io.inkwell.weights;

import java.io.Closeable;
import java.io.IOException;

/** Writes a matrix row by row, so that it need not fit into memory. */
interface MatrixEncoder extends Closeable {

    void write(float[] row) throws IOException;

    /** Writes the end of the document. */
    @Override
    void close() throws IOException;

}
