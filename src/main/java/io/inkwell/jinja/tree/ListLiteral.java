package io.inkwell.jinja.tree;

import java.util.ArrayList;
import java.util.List;

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
