package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.value.TemplateFailure;

/** A tag that refers to another template; there are none, so it fails. */
public record OtherTemplate(String tag) implements Statement {

    @Override
    public Flow run(Frame frame) {
        throw TemplateFailure.operation("chat templates cannot load other templates: '" + this.tag + "'");
    }

}
