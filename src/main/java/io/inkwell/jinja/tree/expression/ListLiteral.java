package io.inkwell.jinja.tree.expression;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;

/** {@code [1, 2]}. */
public record ListLiteral(List<Expression> items) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        List<Object> values = new ArrayList<>(this.items.size());
        for (Expression item : this.items) {
            values.add(item.evaluate(frame));
        }
        frame.budget().work(values.size());
        return values;
    }

}
