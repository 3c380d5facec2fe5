package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;

/** {@code {% break %}} and {@code {% continue %}}. */
public record LoopControl(Flow flow) implements Statement {

    @Override
    public Flow run(Frame frame) {
        return this.flow;
    }

}
