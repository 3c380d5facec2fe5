package io.inkwell.jinja.tree.expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Macro;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/**
 * The arguments in a call expression.
 *
 * @param list the expression after {@code *}, if any
 * @param dict the expression after {@code **}, if any
 */
public record ArgumentList(List<Expression> positional, Map<String, Expression> named, @Nullable Expression list,
        @Nullable Expression dict) {

    public static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), null, null);

    Arguments evaluate(Frame frame, @Nullable Macro caller) {
        if (this == NONE && caller == null) {
            return Arguments.NONE;
        }
        List<Object> values = new ArrayList<>(this.positional.size());
        for (Expression each : this.positional) {
            values.add(each.evaluate(frame));
        }
        if (this.list != null) {
            Iterator<Object> more = Types.iterate(this.list.evaluate(frame));
            while (more.hasNext()) {
                frame.budget().step();
                values.add(more.next());
            }
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        this.named.forEach((name, value) -> byName.put(name, value.evaluate(frame)));
        if (caller != null) {
            put(byName, "caller", caller);
        }
        if (this.dict != null) {
            addAll(byName, this.dict.evaluate(frame));
        }
        return new Arguments(values, byName);
    }

    private static void addAll(Map<String, Object> byName, Object value) {
        if (!(value instanceof Dict given)) {
            throw TemplateFailure.operation("argument after ** must be a mapping, not " + Types.name(value));
        }
        for (Map.Entry<Object, Object> entry : given.entries()) {
            if (!(Markup.plain(entry.getKey()) instanceof String name)) {
                throw TemplateFailure.operation("keywords must be strings");
            }
            put(byName, name, entry.getValue());
        }
    }

    private static void put(Map<String, Object> byName, String name, Object value) {
        if (byName.put(name, value) != null) {
            throw TemplateFailure.operation("got multiple values for keyword argument '" + name + "'");
        }
    }

}
