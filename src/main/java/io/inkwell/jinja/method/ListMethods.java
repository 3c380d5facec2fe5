package io.inkwell.jinja.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Equality;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** The non-mutating methods of lists and tuples. */
final class ListMethods {

    static final Map<String, Method<List<?>>> ALL = Map.of("count", ListMethods::count, "index", ListMethods::index,
            "copy", ListMethods::copy);

    private static final Signature COUNT = Signature.of("count", "value");

    private static final Signature INDEX = Signature.of("index", "value", "start?", "stop?");

    private ListMethods() {
    }

    private static Object count(List<?> list, Arguments arguments, Budget budget) {
        Object value = COUNT.bind(arguments).get(0);
        budget.work(list.size());
        return list.stream().filter((each) -> each == value || Equality.equal(each, value, budget)).count();
    }

    private static Object index(List<?> list, Arguments arguments, Budget budget) {
        Bound bound = INDEX.bind(arguments);
        int stop = place(bound.integer(2, list.size()), list.size());
        for (int i = place(bound.integer(1, 0), list.size()); i < stop; i++) {
            budget.step();
            if (Equality.equal(list.get(i), bound.get(0), budget)) {
                return (long) i;
            }
        }
        throw TemplateFailure.operation(Printer.repr(bound.get(0), budget) + " is not in list");
    }

    private static int place(int index, int size) {
        return Math.max(0, Math.min(size, (index < 0) ? index + size : index));
    }

    private static Object copy(List<?> list, Arguments arguments, Budget budget) {
        budget.work(list.size());
        return new ArrayList<Object>(list);
    }

}
