package io.inkwell.jinja.tree;

/** {@code {% macro %}}. */
public record MacroDefinition(MacroCode code) implements Statement {

    @Override
    public Flow run(Frame frame) {
        frame.scope().set(this.code.name(), new Macro(this.code, frame));
        return Flow.NEXT;
    }

}
