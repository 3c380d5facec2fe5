package io.inkwell.jinja.tree.expression;

import java.util.List;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Equality;
import io.inkwell.jinja.value.Ordering;

/** {@code a < b <= c}. */
public record Comparison(Expression first, List<Link> links) implements Expression {

    /** An operator and its right operand. */
    public record Link(String operator, Expression right) {
    }

    @Override
    public Object evaluate(Frame frame) {
        Object left = this.first.evaluate(frame);
        for (Link link : this.links) {
            frame.budget().step();
            Object right = link.right.evaluate(frame);
            if (!holds(link.operator, left, right, frame.budget())) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private static boolean holds(String operator, Object left, Object right, Budget budget) {
        return switch (operator) {
            case "==" -> Equality.equal(left, right, budget);
            case "!=" -> !Equality.equal(left, right, budget);
            case "<" -> Ordering.less(left, right, operator, budget);
            case "<=" -> Ordering.lessOrEqual(left, right, operator, budget);
            case ">" -> Ordering.less(right, left, operator, budget);
            case ">=" -> Ordering.lessOrEqual(right, left, operator, budget);
            case "in" -> Equality.contains(right, left, budget);
            default -> !Equality.contains(right, left, budget);
        };
    }

}
