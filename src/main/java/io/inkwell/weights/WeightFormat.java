package io.inkwell.weights;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import io.inkwell.error.ServiceException;

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

    /**
     * Parses a format name; null is JSON.
     * @throws ServiceException an invalid request, if the name is unknown
     */
    static WeightFormat parse(@Nullable String text) {
        return Arrays.stream(values())
            .filter((format) -> format.label().equals((text != null) ? text : JSON.label()))
            .findFirst()
            .orElseThrow(() -> ServiceException.invalid("format",
                    "format must be one of "
                            + Arrays.stream(values()).map(WeightFormat::label).collect(Collectors.joining(", "))
                            + "; given: another string"));
    }

    /** The name in requests. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
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
                        + " numbers for format " + label() + " (f32 and npy have no limit)",
                matrix.numRows() + " x " + matrix.numColumns());
    }

}
