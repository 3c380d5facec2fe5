package io.inkwell.jinja.value;

/** Reports that a template cannot be parsed or rendered. */
public final class TemplateFailure extends RuntimeException {

    /** The kind of failure. */
    public enum Kind {

        /** The template is invalid. */
        SYNTAX,
        /** The template called {@code raise_exception}; the message is its own. */
        RAISED,
        /** An operation is not supported for its operands. */
        OPERATION,
        /** Rendering exceeds the limit of steps, depth or memory. */
        LIMIT

    }

    private final Kind kind;

    private int line;

    private TemplateFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public static TemplateFailure syntax(int line, String message) {
        return new TemplateFailure(Kind.SYNTAX, message).at(line);
    }

    public static TemplateFailure raised(String message) {
        return new TemplateFailure(Kind.RAISED, message);
    }

    public static TemplateFailure operation(String message) {
        return new TemplateFailure(Kind.OPERATION, message);
    }

    public static TemplateFailure limit(String message) {
        return new TemplateFailure(Kind.LIMIT, message);
    }

    /** Sets the line if it is unknown. */
    public TemplateFailure at(int number) {
        if (this.line == 0) {
            this.line = number;
        }
        return this;
    }

    public Kind kind() {
        return this.kind;
    }

    /** The line in the template, from 1; 0 if unknown. */
    public int line() {
        return this.line;
    }

}
