package io.inkwell.jinja.library;

import java.math.BigDecimal;
import java.util.List;

import io.inkwell.jinja.method.PercentFormat;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** {@code filesizeformat}: formats a number of bytes with a unit. */
final class SizeFilter {

    private static final List<String> DECIMAL = List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");

    private static final List<String> BINARY = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB");

    private SizeFilter() {
    }

    static Object apply(Object value, Arguments arguments, Budget budget) {
        boolean binary = Signature.of("filesizeformat", "binary?").bind(arguments).flag(0);
        double size = NumberFilters.requireReal(value);
        double base = binary ? 1024 : 1000;
        if (size == 1) {
            return "1 Byte";
        }
        if (size < base) {
            return whole(size) + " Bytes";
        }
        List<String> units = binary ? BINARY : DECIMAL;
        int place = 0;
        while (place + 1 < units.size() && !(size < Math.pow(base, place + 2.0))) {
            place++;
        }
        double scaled = base * size / Math.pow(base, place + 2.0);
        return PercentFormat.format("%.1f ", scaled, budget) + units.get(place);
    }

    private static String whole(double size) {
        if (Double.isInfinite(size)) {
            throw TemplateFailure.operation("cannot convert float infinity to integer");
        }
        return new BigDecimal(size).toBigInteger().toString();
    }

}
