package io.inkwell.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.CancellationToken;

/**
 * Which part of a weight a request wants to see, and as what; the texts are the client's,
 * and checked where the size of the weight is known.
 *
 * @param dims the columns to be shown as curves; null for none
 * @param reach the magnitude that a picture gives its strongest colours; null for one
 * that suits the weight
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
        ServiceException.require(!isCurves || cols == null, "dims", "given without cols, whose place they take",
                "both");
        ServiceException.require(!isCurves || !cosine, "cosine", "false beside dims", cosine);
    }

    /**
     * @throws ServiceException an invalid request, if one parameter is none of its values
     */
    static WeightQuery of(MultiValueMap<String, String> parameters) {
        String cosine = parameters.getFirst("cosine");
        ServiceException.require(cosine == null || cosine.equals("true") || cosine.equals("false"), "cosine",
                "true or false", "another text");
        return new WeightQuery(parameters.getFirst("rows"), parameters.getFirst("cols"), parameters.getFirst("dims"),
                "true".equals(cosine), WeightFormat.parse(parameters.getFirst("format")),
                positive("reach", parameters.getFirst("reach")));
    }

    private static @Nullable Float positive(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        float value = number(text);
        ServiceException.require(value > 0 && Float.isFinite(value), field, "a number above 0",
                Float.isNaN(value) ? "another text" : value);
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
     * What it asks to see of the weight. Reads what must be whole before a row can be
     * shown.
     * @throws ServiceException an invalid request, if the weight has no such part or it
     * is larger than may be shown
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
     * The columns that are to be curves, in the client's order; none if it wants none.
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
                isList ? this.dims : "another text");
        return columns;
    }

    private static WeightMatrix curves(WeightTensor tensor, WeightSlice rows, List<Integer> dims,
            CancellationToken cancellation) throws IOException {
        ServiceException.require((long) rows.size() * dims.size() <= MAX_CURVE_NUMBERS, "rows",
                "chosen so that the curves have at most " + MAX_CURVE_NUMBERS + " points",
                rows.size() + " rows for each of " + dims.size());
        return WeightCurves.of(tensor, rows, dims, cancellation);
    }

    private static WeightMatrix cosines(WeightTensor tensor, WeightSlice rows, WeightSlice columns,
            CancellationToken cancellation) throws IOException {
        ServiceException.require(
                rows.size() <= MAX_COSINE_ROWS && (long) rows.size() * columns.size() <= MAX_COSINE_NUMBERS, "rows",
                "at most " + MAX_COSINE_ROWS + " with " + MAX_COSINE_NUMBERS + " numbers where they are compared",
                rows.size() + " x " + columns.size());
        return WeightCosines.of(tensor, rows, columns, cancellation);
    }

}
