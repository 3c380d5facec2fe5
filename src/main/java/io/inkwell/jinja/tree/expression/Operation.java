package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.method.PercentFormat;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Arithmetic;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;

/** A binary arithmetic operation. */
public record Operation(String operator, Expression left, Expression right) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        frame.budget().step();
        Object first = this.left.evaluate(frame);
        return apply(first, this.right.evaluate(frame), frame.budget());
    }

    private Object apply(Object first, Object second, Budget budget) {
        return switch (this.operator) {
            case "+" -> Arithmetic.add(first, second, budget);
            case "-" -> Arithmetic.subtract(first, second);
            case "*" -> Arithmetic.multiply(first, second, budget);
            case "/" -> Arithmetic.divide(first, second);
            case "//" -> Arithmetic.floorDivide(first, second);
            case "**" -> Arithmetic.power(first, second);
            default ->
                Markup.isText(first) ? PercentFormat.format(first, second, budget) : Arithmetic.modulo(first, second);
        };
    }

}
