package io.inkwell.weights;

import org.springframework.http.MediaType;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldChoice;

/** The format of a weight response. */
enum WeightFormat {

    JSON(MediaType.APPLICATION_JSON, 1_000_000),
    /** Little-endian float32, row by row. */
    F32(MediaType.APPLICATION_OCTET_STREAM, Long.MAX_VALUE),
    /** Float32 as a NumPy file. */
    NPY(MediaType.APPLICATION_OCTET_STREAM, Long.MAX_VALUE),
    /** An image with one pixel per number. */
    PNG(MediaType.IMAGE_PNG, 1 << 24);

    private final MediaType mediaType;

    private final long maxNumbers;

    WeightFormat(MediaType mediaType, long maxNumbers) {
        this.mediaType = mediaType;
        this.maxNumbers = maxNumbers;
    }

    MediaType mediaType() {
        return this.mediaType;
    }

    /** The length of the response, or -1 if it is known only after writing. */
    long numBytes(WeightMatrix matrix) {
        long numbers = (long) matrix.numRows() * matrix.numColumns();
        return switch (this) {
            case JSON, PNG -> -1;
            case F32 -> numbers * Float.BYTES;
            case NPY -> FloatEncoder.npyHeader(matrix.numRows(), matrix.numColumns()).length + numbers * Float.BYTES;
        };
    }

    /**
     * @throws ServiceException an invalid request, if the matrix is too large for the
     * format
     */
    void requireFits(WeightMatrix matrix) {
        long numbers = (long) matrix.numRows() * matrix.numColumns();
        ServiceException.require(
                numbers <= this.maxNumbers, "rows", "limited, with cols or a step, to " + this.maxNumbers
                        + " numbers for format " + FieldChoice.label(this) + " (f32 and npy have no limit)",
                matrix.numRows() + " x " + matrix.numColumns());
    }

}
