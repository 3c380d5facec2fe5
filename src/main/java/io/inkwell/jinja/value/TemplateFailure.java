package io.inkwell.jinja.value;

/** A template cannot be read or rendered; the message says why. */
public final class TemplateFailure extends RuntimeException {

    /** The stage that failed. */
    public enum Kind {

        /** The template is not valid. */
        SYNTAX,
        /** The template calls for a failure, in its own words. */
        RAISED,
        /** An operation is not possible with the values at hand. */
        OPERATION,
        /** Rendering takes more steps, depth or memory than it may. */
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

    /** Sets the line unless it is known. */
    public TemplateFailure at(int number) {
        if (this.line == 0) {
            this.line = number;
        }
        return this;
    }

    public Kind kind() {
        return this.kind;
    }

    /** The line of the template, from 1; 0 if it is not known. */
    public int line() {
        return this.line;
    }

}
