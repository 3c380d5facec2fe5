package io.inkwell.jinja.tree;

import java.util.List;

import io.inkwell.jinja.value.Printer;

/** {@code a ~ b}. */
public record Concatenation(List<Expression> parts) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Expression part : this.parts) {
            String next = Printer.str(part.evaluate(frame), frame.budget());
            frame.budget().text((long) text.length() + next.length());
            text.append(next);
        }
        return text.toString();
    }

}
