package io.inkwell.jinja.tree;

import java.util.Map;

import io.inkwell.jinja.value.Budget;

/**
 * A parsed template.
 *
 * @param blocks the blocks by name
 */
public record Document(Body body, Map<String, NamedBlock> blocks) {

    public Document {
        blocks = Map.copyOf(blocks);
    }

    /** Renders the template to text. */
    public String render(Map<String, Object> variables, Budget budget) {
        Scope scope = Scope.of(variables);
        Frame frame = new Frame(scope, new Output(budget), budget, false);
        scope.set("self", new Blocks(this.blocks, frame));
        this.body.run(frame);
        return frame.output().toString();
    }

}
