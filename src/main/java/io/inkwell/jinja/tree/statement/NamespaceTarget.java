package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.value.Namespace;
import io.inkwell.jinja.value.TemplateFailure;

/** Assigns to an attribute of a namespace. */
public record NamespaceTarget(String name, String attribute) implements Target {

    @Override
    public void assign(Frame frame, Object value) {
        if (!(frame.scope().get(this.name) instanceof Namespace namespace)) {
            throw TemplateFailure.operation("cannot assign attribute on non-namespace object");
        }
        namespace.set(this.attribute, value);
    }

}
