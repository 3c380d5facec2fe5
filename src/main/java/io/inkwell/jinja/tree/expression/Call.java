package io.inkwell.jinja.tree.expression;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Macro;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** {@code callee(arguments)}. */
public record Call(Expression callee, ArgumentList arguments) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return evaluate(frame, null);
    }

    /**
     * Calls the callee.
     * @param caller the body of a call block; null for any other call
     */
    public Object evaluate(Frame frame, @Nullable Macro caller) {
        Object value = this.callee.evaluate(frame);
        Undefined.requireDefined(value);
        if (!(value instanceof Callable callable)) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object is not callable");
        }
        Arguments evaluated = this.arguments.evaluate(frame, caller);
        frame.budget().step();
        frame.budget().enter();
        Object result = callable.call(evaluated, frame.budget());
        frame.budget().leave();
        return result;
    }

}
