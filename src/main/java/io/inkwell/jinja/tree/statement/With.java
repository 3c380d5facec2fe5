package io.inkwell.jinja.tree.statement;

import java.util.List;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;

/** {@code {% with name = value %}}: variables of one block. */
public record With(List<Target> targets, List<Expression> values, Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Frame inner = frame.nested();
        for (int i = 0; i < this.targets.size(); i++) {
            this.targets.get(i).assign(inner, this.values.get(i).evaluate(frame));
        }
        return this.body.run(inner);
    }

}
