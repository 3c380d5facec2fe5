package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;

/**
 * What a node is evaluated with.
 *
 * @param escaping whether the node stands in a block that escapes
 */
public record Frame(Scope scope, Output output, Budget budget, boolean escaping) {

    /** The text of this frame's output, safe for HTML where it is escaped. */
    public Object text() {
        return Markup.of(this.output.toString(), this.escaping);
    }

    /** A frame whose variables are its own. */
    public Frame nested() {
        return new Frame(this.scope.nested(), this.output, this.budget, this.escaping);
    }

    /** A frame whose variables and output are its own. */
    public Frame captured() {
        return new Frame(this.scope.nested(), new Output(this.budget), this.budget, this.escaping);
    }

}
