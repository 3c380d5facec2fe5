package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;

/**
 * The context in which a node is evaluated.
 *
 * @param escaping whether autoescape is active
 */
public record Frame(Scope scope, Output output, Budget budget, boolean escaping) {

    /** The text written so far, as safe HTML if autoescape is active. */
    public Object text() {
        return Markup.of(this.output.toString(), this.escaping);
    }

    /** Returns a frame with its own variables. */
    public Frame nested() {
        return new Frame(this.scope.nested(), this.output, this.budget, this.escaping);
    }

    /** Returns a frame with its own variables and output. */
    public Frame captured() {
        return new Frame(this.scope.nested(), new Output(this.budget), this.budget, this.escaping);
    }

}
