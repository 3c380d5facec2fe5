package io.inkwell.jinja.tree;

/** {@code {% call macro() %}}: its body is the macro's {@code caller}. */
public record CallBlock(MacroCode caller, Call call) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Object value = this.call.evaluate(frame, new Macro(this.caller, frame));
        frame.output().writeText(value);
        return Flow.NEXT;
    }

}
