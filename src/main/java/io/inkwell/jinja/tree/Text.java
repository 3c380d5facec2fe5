package io.inkwell.jinja.tree;

/** Text that stands in the template. */
public record Text(String text) implements Statement {

    @Override
    public Flow run(Frame frame) {
        frame.output().write(this.text);
        return Flow.NEXT;
    }

}
