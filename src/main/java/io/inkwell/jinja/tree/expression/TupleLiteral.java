package io.inkwell.jinja.tree.expression;

import java.util.List;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Tuple;

/** {@code (1, 2)}. */
public record TupleLiteral(List<Expression> items) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        frame.budget().work(this.items.size());
        return new Tuple(this.items.stream().map((item) -> item.evaluate(frame)).toList());
    }

}
