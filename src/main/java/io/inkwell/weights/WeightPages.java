package io.inkwell.weights;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Encodes a matrix in pages of a few rows, so that only one page is in memory. */
final class WeightPages implements Iterator<byte[]>, Closeable {

    // Netty requests 128 pages before it sends one.
    private static final int PAGE_BYTES = 1 << 14;

    private final WeightTensor tensor;

    private final WeightMatrix matrix;

    private final ByteArrayOutputStream page = new ByteArrayOutputStream();

    private final MatrixEncoder encoder;

    private int row;

    private boolean ended;

    WeightPages(WeightTensor tensor, WeightMatrix matrix, Opening opening) throws IOException {
        this.tensor = tensor;
        this.matrix = matrix;
        this.encoder = opening.open(this.page);
    }

    @Override
    public boolean hasNext() {
        return !this.ended;
    }

    @Override
    public byte[] next() {
        if (this.ended) {
            throw new NoSuchElementException();
        }
        try {
            fill();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        byte[] bytes = this.page.toByteArray();
        this.page.reset();
        return bytes;
    }

    private void fill() throws IOException {
        while (this.row < this.matrix.numRows() && this.page.size() < PAGE_BYTES) {
            this.encoder.write(this.matrix.row(this.tensor, this.row));
            this.row++;
        }
        if (this.row == this.matrix.numRows()) {
            close();
        }
    }

    /** Frees the encoder, also if the client disconnects before the last page. */
    @Override
    public void close() throws IOException {
        if (!this.ended) {
            this.ended = true;
            this.encoder.close();
        }
    }

    /** Creates the encoder of a format. */
    @FunctionalInterface
    interface Opening {

        MatrixEncoder open(OutputStream out) throws IOException;

    }

}
