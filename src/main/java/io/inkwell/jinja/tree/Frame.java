package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;

/**
 * The context in which a node is evaluated.
 *
 * @param escaping whether autoescape is active
 */
public record Frame(Scope scope, Output output, Budget budget, boolean escaping) {

    /** The steps that creating variables takes, as memory for them. */
    private static final int SCOPE_STEPS = 4;

    /** The text written so far, as safe HTML if autoescape is active. */
    public Object text() {
        return Markup.of(this.output.toString(), this.escaping);
    }

    /** Returns a frame with its own variables. */
    public Frame nested() {
        this.budget.work(SCOPE_STEPS);
        return new Frame(this.scope.nested(), this.output, this.budget, this.escaping);
    }

    /** Returns a frame with its own variables and output. */
    public Frame captured() {
        this.budget.work(SCOPE_STEPS);
        return new Frame(this.scope.nested(), new Output(this.budget), this.budget, this.escaping);
    }

}
