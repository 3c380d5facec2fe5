package io.inkwell.jinja.tree.statement;

import java.util.List;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.value.Types;

/** {@code {% if %}}: executes the first branch whose condition is true. */
public record If(List<Branch> branches, Body otherwise) implements Statement {

    /** A condition and its body. */
    public record Branch(Expression condition, Body body) {
    }

    @Override
    public Flow run(Frame frame) {
        for (Branch branch : this.branches) {
            if (Types.truth(branch.condition.evaluate(frame))) {
                return branch.body.run(frame);
            }
        }
        return this.otherwise.run(frame);
    }

}
