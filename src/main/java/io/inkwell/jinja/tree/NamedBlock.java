package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Undefined;

/**
 * {@code {% block name %}}, which a child template could override.
 *
 * @param scoped whether it has access to the variables around it
 * @param required whether a child template must override it
 */
public record NamedBlock(String name, boolean scoped, boolean required, Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Scope around = this.scoped ? frame.scope() : frame.scope().outermost();
        return run(around, frame.output(), frame);
    }

    Flow run(Scope around, Output output, Frame frame) {
        if (this.required) {
            throw TemplateFailure.operation("Required block '" + this.name + "' not found");
        }
        Scope scope = around.nested();
        scope.set("super", Undefined.because("there is no parent block called '" + this.name + "'."));
        return this.body.run(new Frame(scope, output, frame.budget(), false));
    }

}
