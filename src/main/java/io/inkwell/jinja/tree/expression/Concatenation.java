package io.inkwell.jinja.tree.expression;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;

/** {@code a ~ b}. */
public record Concatenation(List<Expression> parts) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        List<Object> values = new ArrayList<>(this.parts.size());
        for (Expression part : this.parts) {
            values.add(part.evaluate(frame));
        }
        boolean marks = frame.escaping() && values.stream().anyMatch(Markup.class::isInstance);
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            String next = Printer.str(marks ? Markup.escape(value, frame.budget()) : value, frame.budget());
            frame.budget().grow(text, next.length());
            text.append(next);
        }
        return Markup.of(text.toString(), marks);
    }

}
