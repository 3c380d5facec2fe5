package io.inkwell.jinja.tree.statement;

import java.util.List;

import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** Unpacks a value into several targets. */
public record TupleTarget(List<Target> targets) implements Target {

    @Override
    public void assign(Frame frame, Object value) {
        if (!Types.isIterable(value)) {
            throw TemplateFailure.operation("cannot unpack non-iterable " + Types.name(value) + " object");
        }
        List<Object> items = Types.list(value, frame.budget());
        int count = this.targets.size();
        if (items.size() != count) {
            boolean few = items.size() < count || value instanceof Undefined;
            throw TemplateFailure
                .operation(few ? "not enough values to unpack (expected %d, got %d)".formatted(count, items.size())
                        : "too many values to unpack (expected %d)".formatted(count));
        }
        for (int i = 0; i < count; i++) {
            this.targets.get(i).assign(frame, items.get(i));
        }
    }

}
