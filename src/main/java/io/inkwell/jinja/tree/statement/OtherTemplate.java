package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.value.TemplateFailure;

/** A tag that reads another template, of which there is none. */
public record OtherTemplate(String tag) implements Statement {

    @Override
    public Flow run(Frame frame) {
        throw TemplateFailure.operation("a chat template cannot read other templates: '" + this.tag + "'");
    }

}
