package io.inkwell.jinja.tree.expression;

import java.util.List;

import io.inkwell.jinja.method.Attributes;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Slice;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** {@code owner[key]}. */
public record Item(Expression owner, Expression key) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        frame.budget().step();
        Object value = this.owner.evaluate(frame);
        Object selected = this.key.evaluate(frame);
        boolean sliced = Markup.isText(value) || value instanceof List || value instanceof Undefined;
        if (selected instanceof Slice && !sliced) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object cannot be sliced");
        }
        return Attributes.item(value, selected, frame.budget());
    }

}
