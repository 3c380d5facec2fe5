package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;

/** {@code {% set target = value %}}. */
public record Assignment(Target target, Expression value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        this.target.assign(frame, this.value.evaluate(frame));
        return Flow.NEXT;
    }

}
