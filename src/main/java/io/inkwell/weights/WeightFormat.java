package io.inkwell.weights;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import io.inkwell.error.ServiceException;

/** How a part of a weight is sent. */
enum WeightFormat {

    JSON(MediaType.APPLICATION_JSON, 1_000_000),
    /** Little-endian float32, row after row. */
    F32(MediaType.APPLICATION_OCTET_STREAM, Long.MAX_VALUE),
    /** The same as a file of NumPy's. */
    NPY(MediaType.APPLICATION_OCTET_STREAM, Long.MAX_VALUE),
    /** A picture with a pixel for each number. */
    PNG(MediaType.IMAGE_PNG, 1 << 24);

    private final MediaType mediaType;

    private final long maxNumbers;

    WeightFormat(MediaType mediaType, long maxNumbers) {
        this.mediaType = mediaType;
        this.maxNumbers = maxNumbers;
    }

    /**
     * The format of that name; null is JSON's.
     * @throws ServiceException an invalid request, if there is none
     */
    static WeightFormat parse(@Nullable String text) {
        return Arrays.stream(values())
            .filter((format) -> format.label().equals((text != null) ? text : JSON.label()))
            .findFirst()
            .orElseThrow(() -> ServiceException.invalid("format",
                    "format must be one of "
                            + Arrays.stream(values()).map(WeightFormat::label).collect(Collectors.joining(", "))
                            + "; given: another text"));
    }

    /** As requests spell it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType mediaType() {
        return this.mediaType;
    }

    /** How long an answer is, or -1 if only writing it can tell. */
    long numBytes(WeightMatrix matrix) {
        long numbers = (long) matrix.numRows() * matrix.numColumns();
        return switch (this) {
            case JSON, PNG -> -1;
            case F32 -> numbers * Float.BYTES;
            case NPY -> FloatEncoder.npyHeader(matrix.numRows(), matrix.numColumns()).length + numbers * Float.BYTES;
        };
    }

    /**
     * @throws ServiceException an invalid request, if the matrix is larger than the
     * format may be
     */
    void requireFits(WeightMatrix matrix) {
        long numbers = (long) matrix.numRows() * matrix.numColumns();
        ServiceException.require(
                numbers <= this.maxNumbers, "rows", "chosen with cols or a step so that " + label() + " shows at most "
                        + this.maxNumbers + " numbers (f32 and npy have no limit)",
                matrix.numRows() + " x " + matrix.numColumns());
    }

}
