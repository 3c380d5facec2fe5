package io.inkwell.jinja.method;

import java.util.ArrayList;
import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.View;

/** The non-mutating dict methods. */
final class DictMethods {

    static final Map<String, Method<Dict>> ALL = Map.of("get", DictMethods::get, "items",
            (dict, arguments, budget) -> view("items", dict, arguments), "keys",
            (dict, arguments, budget) -> view("keys", dict, arguments), "values",
            (dict, arguments, budget) -> view("values", dict, arguments), "copy", DictMethods::copy, "fromkeys",
            DictMethods::fromKeys);

    private static final Signature GET = Signature.of("get", "key", "default?");

    private DictMethods() {
    }

    private static Object get(Dict dict, Arguments arguments, Budget budget) {
        Bound bound = GET.bind(arguments);
        Object value = dict.get(bound.get(0));
        return (value != null) ? value : bound.get(1);
    }

    private static Object view(String what, Dict dict, Arguments arguments) {
        Signature.of(what).bind(arguments);
        return new View("dict_" + what, new ArrayList<>(switch (what) {
            case "items" -> dict.items();
            case "keys" -> dict.keys();
            default -> dict.values();
        }));
    }

    private static Object fromKeys(Dict dict, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("fromkeys", "iterable", "value?").bind(arguments);
        Dict made = new Dict();
        Types.list(bound.get(0), budget).forEach((key) -> made.put(key, bound.get(1)));
        return made;
    }

    private static Object copy(Dict dict, Arguments arguments, Budget budget) {
        budget.work(dict.size());
        Dict copy = new Dict();
        copy.putAll(dict);
        return copy;
    }

}
