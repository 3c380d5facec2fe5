package io.inkwell.jinja.tree;

import java.util.List;

/** {@code {% with name = value %}}: variables for one block. */
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
