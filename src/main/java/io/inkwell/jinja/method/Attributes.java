package io.inkwell.jinja.method;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Members;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/**
 * Resolves {@code owner.name} and {@code owner[key]} as Jinja's immutable sandbox does.
 */
public final class Attributes {

    private static final Set<String> OF_OBJECTS = Set.of("__class__", "__dict__", "__doc__", "__init__", "__new__",
            "__subclasshook__", "__getattribute__", "__eq__", "__hash__", "__len__", "__iter__", "__getitem__",
            "__contains__", "__reduce__", "__reduce_ex__", "__repr__", "__str__", "__format__", "__sizeof__", "__dir__",
            "__setattr__", "__delattr__", "__init_subclass__", "__add__", "__mul__");

    private static final Set<String> CHANGING_LISTS = Set.of("append", "clear", "pop", "reverse", "insert", "sort",
            "extend", "remove");

    private static final Set<String> CHANGING_DICTS = Set.of("clear", "pop", "popitem", "setdefault", "update");

    private Attributes() {
    }

    /** Returns the attribute or, if there is none, the element. */
    public static Object get(Object owner, String name, Budget budget) {
        Undefined.requireDefined(owner);
        Object attribute = attribute(owner, name);
        if (attribute == null) {
            attribute = Members.element(owner, name, budget);
        }
        return (attribute != null) ? attribute : Undefined.member(owner, name, budget);
    }

    /** Returns the element or, if there is none, the attribute. */
    public static Object item(Object owner, Object key, Budget budget) {
        Undefined.requireDefined(owner);
        boolean unhashable = owner instanceof Dict && key instanceof List && !(key instanceof Tuple);
        Object item = (unhashable || key instanceof Dict) ? null : Members.element(owner, key, budget);
        if (item == null && Markup.plain(key) instanceof String name) {
            item = attribute(owner, name);
        }
        return (item != null) ? item : Undefined.member(owner, key, budget);
    }

    /** Returns null if there is no such attribute. */
    public static @Nullable Object attribute(Object owner, String name) {
        if (owner instanceof Attributed attributed) {
            Object attribute = attributed.attribute(name);
            if (attribute != null) {
                return attribute;
            }
        }
        boolean changes = (Types.isList(owner) && CHANGING_LISTS.contains(name))
                || (owner instanceof Dict && CHANGING_DICTS.contains(name));
        if (changes || OF_OBJECTS.contains(name)) {
            return Undefined.unsafe(owner, name);
        }
        if (owner instanceof String text) {
            return bound(text, StringMethods.ALL.get(name));
        }
        if (owner instanceof Markup markup) {
            return MarkupMethods.find(markup, name);
        }
        if (owner instanceof Bytes bytes) {
            return bound(bytes, BytesMethods.ALL.get(name));
        }
        if (owner instanceof Dict dict) {
            return bound(dict, DictMethods.ALL.get(name));
        }
        if (owner instanceof List<?> list) {
            return (name.equals("copy") && !Types.isList(owner)) ? null : bound(list, ListMethods.ALL.get(name));
        }
        if (owner instanceof Double number) {
            return NumberMethods.ofFloat(number, name);
        }
        return Types.isNumber(owner) ? NumberMethods.ofInt(Integers.big(owner), name) : null;
    }

    private static <T> @Nullable Callable bound(T owner, @Nullable Method<? super T> method) {
        return (method != null) ? (arguments, budget) -> method.call(owner, arguments, budget) : null;
    }

}
