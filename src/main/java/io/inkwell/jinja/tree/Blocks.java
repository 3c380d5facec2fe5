package io.inkwell.jinja.tree;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Markup;

/**
 * The variable {@code self}: the blocks of a template as functions.
 *
 * @param frame the frame of the whole template
 */
record Blocks(Map<String, NamedBlock> blocks, Frame frame) implements Attributed {

    @Override
    public @Nullable Object attribute(String name) {
        NamedBlock block = this.blocks.get(name);
        return (block != null) ? (Callable) (arguments, budget) -> text(block) : null;
    }

    private Object text(NamedBlock block) {
        Output output = new Output(this.frame.budget());
        block.run(this.frame.scope(), output, this.frame);
        return Markup.of(output.toString(), this.frame.budget().isEscaping());
    }

    @Override
    public String typeName() {
        return "TemplateReference";
    }

    @Override
    public String module() {
        return "jinja2.runtime.";
    }

    @Override
    public String toString() {
        return "<TemplateReference None>";
    }

}
