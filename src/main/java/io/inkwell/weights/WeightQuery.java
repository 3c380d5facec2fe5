package io.inkwell.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.web.fields.FieldChoice;

/**
 * The query parameters of a weight request. Slices stay strings until the size of the
 * weight is known.
 *
 * @param dims columns to return as curves; null for none
 * @param reach the magnitude of the strongest colors of an image; null to derive it from
 * the weight
 */
record WeightQuery(@Nullable String rows, @Nullable String cols, @Nullable String dims, boolean cosine,
        WeightFormat format, @Nullable Float reach) {

    private static final int MAX_DIMS = 64;

    private static final int MAX_CURVE_NUMBERS = 1_000_000;

    private static final int MAX_COSINE_ROWS = 2048;

    private static final int MAX_COSINE_NUMBERS = 1 << 22;

    private static final Pattern DIMS = Pattern.compile("\\d{1,9}(,\\d{1,9})*");

    WeightQuery {
        boolean isCurves = dims != null;
        ServiceException.require(!isCurves || cols == null, "dims", "used without cols, which it replaces", "both");
        ServiceException.require(!isCurves || !cosine, "cosine", "false with dims", cosine);
    }

    /**
     * @throws ServiceException an invalid request, if a parameter has an unknown value
     */
    static WeightQuery of(MultiValueMap<String, String> parameters) {
        String cosine = parameters.getFirst("cosine");
        ServiceException.require(cosine == null || cosine.equals("true") || cosine.equals("false"), "cosine",
                "true or false", "another string");
        return new WeightQuery(parameters.getFirst("rows"), parameters.getFirst("cols"), parameters.getFirst("dims"),
                "true".equals(cosine), FieldChoice.of("format", parameters.getFirst("format"), WeightFormat.JSON),
                positive("reach", parameters.getFirst("reach")));
    }

    private static @Nullable Float positive(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        float value = number(text);
        ServiceException.require(value > 0 && Float.isFinite(value), field, "a number above 0",
                Float.isNaN(value) ? "another string" : value);
        return value;
    }

    private static float number(String text) {
        try {
            return Float.parseFloat(text);
        }
        catch (NumberFormatException ex) {
            return Float.NaN;
        }
    }

    /**
     * Creates the requested view. Reads rows that all other rows depend on.
     * @throws ServiceException an invalid request, if the slice is out of range or too
     * large
     */
    WeightMatrix matrix(WeightTensor tensor, CancellationToken cancellation) throws IOException {
        WeightSlice chosenRows = rows(tensor);
        WeightMatrix matrix;
        if (this.dims != null) {
            matrix = curves(tensor, chosenRows, dims(tensor), cancellation);
        }
        else if (this.cosine) {
            matrix = cosines(tensor, chosenRows, cols(tensor), cancellation);
        }
        else {
            matrix = new WeightBlock(chosenRows, cols(tensor));
        }
        this.format.requireFits(matrix);
        return matrix;
    }

    WeightSlice rows(WeightTensor tensor) {
        return WeightSlice.parse("rows", this.rows, tensor.numRows());
    }

    WeightSlice cols(WeightTensor tensor) {
        return WeightSlice.parse("cols", this.cols, tensor.numColumns());
    }

    /**
     * The columns to return as curves, in the order of the request; empty for none.
     */
    List<Integer> dims(WeightTensor tensor) {
        if (this.dims == null) {
            return List.of();
        }
        boolean isList = DIMS.matcher(this.dims).matches();
        List<Integer> columns = isList ? Arrays.stream(this.dims.split(",")).map(Integer::valueOf).toList() : List.of();
        int last = tensor.numColumns() - 1;
        ServiceException.require(
                isList && columns.size() <= MAX_DIMS && columns.stream().allMatch((column) -> column <= last), "dims",
                "a list of at most " + MAX_DIMS + " columns from 0 to " + last + " such as 0,1,2",
                isList ? this.dims : "another string");
        return columns;
    }

    private static WeightMatrix curves(WeightTensor tensor, WeightSlice rows, List<Integer> dims,
            CancellationToken cancellation) throws IOException {
        ServiceException.require((long) rows.size() * dims.size() <= MAX_CURVE_NUMBERS, "rows",
                "limited so that the curves have at most " + MAX_CURVE_NUMBERS + " points",
                rows.size() + " rows for each of " + dims.size());
        return WeightCurves.of(tensor, rows, dims, cancellation);
    }

    private static WeightMatrix cosines(WeightTensor tensor, WeightSlice rows, WeightSlice columns,
            CancellationToken cancellation) throws IOException {
        ServiceException.require(
                rows.size() <= MAX_COSINE_ROWS && (long) rows.size() * columns.size() <= MAX_COSINE_NUMBERS, "rows",
                "limited to " + MAX_COSINE_ROWS + " rows and " + MAX_COSINE_NUMBERS + " numbers with cosine",
                rows.size() + " x " + columns.size());
        return WeightCosines.of(tensor, rows, columns, cancellation);
    }

}
