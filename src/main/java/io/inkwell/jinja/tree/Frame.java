package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Budget;

/** What a node is evaluated with. */
public record Frame(Scope scope, Output output, Budget budget) {

    /** A frame whose variables are its own. */
    Frame nested() {
        return new Frame(this.scope.nested(), this.output, this.budget);
    }

    /** A frame whose variables and output are its own. */
    Frame captured() {
        return new Frame(this.scope.nested(), new Output(this.budget), this.budget);
    }

}
