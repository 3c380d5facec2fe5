package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/** The text that a template writes. */
public final class Output {

    private final StringBuilder text = new StringBuilder();

    private final Budget budget;

    public Output(Budget budget) {
        this.budget = budget;
    }

    public void write(String part) {
        this.budget.grow(this.text, part.length());
        this.text.append(part);
    }

    /**
     * Writes the value of a block, which Jinja does not convert to a string.
     * @throws TemplateFailure if it is not a string
     */
    public void writeText(Object value) {
        if (!(Markup.plain(value) instanceof String part)) {
            throw TemplateFailure.operation("expected str instance, " + Types.name(value) + " found");
        }
        write(part);
    }

    @Override
    public String toString() {
        return this.text.toString();
    }

}
