package io.inkwell.jinja.library;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Namespace;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Range;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** The global functions of every template. */
public final class Functions {

    public static final Map<String, Object> ALL = Map.of("range", (Callable) Functions::range, "dict",
            (Callable) Functions::dict, "namespace", (Callable) Functions::namespace, "cycler",
            (Callable) (arguments, budget) -> new Cycler(arguments.positional()), "joiner",
            (Callable) (arguments, budget) -> new Joiner(arguments), "lipsum",
            new LoremIpsum(ThreadLocalRandom::current));

    private Functions() {
    }

    private static Object range(Arguments arguments, Budget budget) {
        List<Object> bounds = arguments.positional();
        if (bounds.isEmpty() || bounds.size() > 3 || !arguments.named().isEmpty()) {
            throw TemplateFailure.operation("range expected 1 to 3 arguments, got " + bounds.size());
        }
        long[] numbers = bounds.stream().mapToLong(Functions::integer).toArray();
        return switch (numbers.length) {
            case 1 -> new Range(0, numbers[0], 1);
            case 2 -> new Range(numbers[0], numbers[1], 1);
            default -> new Range(numbers[0], numbers[1], numbers[2]);
        };
    }

    private static long integer(Object value) {
        Undefined.requireDefined(value);
        if (!(value instanceof Boolean || Types.isInteger(value))) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object cannot be interpreted as an integer");
        }
        return Integers.clamp(value);
    }

    private static Dict dict(Arguments arguments, Budget budget) {
        Dict dict = new Dict();
        if (arguments.positional().size() > 1) {
            throw TemplateFailure.operation("dict expected at most 1 argument, got " + arguments.positional().size());
        }
        for (Object source : arguments.positional()) {
            Undefined.requireDefined(source);
            Iterator<Object> items = (source instanceof Dict other) ? other.items().iterator() : Types.iterate(source);
            while (items.hasNext()) {
                List<Object> pair = Types.list(items.next(), budget);
                if (pair.size() != 2) {
                    throw TemplateFailure
                        .operation("dictionary update sequence element has length " + pair.size() + "; 2 is required");
                }
                dict.put(pair.get(0), pair.get(1));
            }
        }
        arguments.named().forEach(dict::put);
        return dict;
    }

    private static Object namespace(Arguments arguments, Budget budget) {
        Namespace namespace = new Namespace();
        dict(arguments, budget).entries()
            .forEach((entry) -> namespace.set(Printer.str(entry.getKey(), budget), entry.getValue()));
        return namespace;
    }

}
