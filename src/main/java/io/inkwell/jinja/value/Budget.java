package io.inkwell.jinja.value;

/**
 * The remaining limits of one rendering, and whether autoescape is active. Not
 * thread-safe.
 */
public final class Budget {

    private final Limits limits;

    private long steps;

    private int depth;

    private boolean escaping;

    public Budget(Limits limits) {
        this.limits = limits;
        this.steps = limits.steps();
    }

    /** Consumes one step. */
    public void step() {
        work(1);
    }

    /**
     * Consumes steps.
     * @param units the number of steps of an operation
     * @throws TemplateFailure if fewer are left
     */
    public void work(long units) {
        this.steps -= units;
        if (this.steps < 0) {
            this.steps = 0;
            throw TemplateFailure.limit("rendering takes more than " + this.limits.steps() + " steps");
        }
    }

    /** Consumes the steps for a string before it is created. */
    public void text(long length) {
        grow("", length);
    }

    /** Consumes the steps for characters before they are appended to a string. */
    public void grow(CharSequence text, long added) {
        long length = text.length() + added;
        if (length > this.limits.length()) {
            throw TemplateFailure.limit("a string is longer than " + this.limits.length() + " characters");
        }
        work((length >> 3) - (text.length() >> 3));
    }

    /** Consumes the steps for a substring search. */
    public void search(CharSequence text, CharSequence part) {
        work(((long) text.length() * Math.min(part.length(), text.length())) >> 9);
    }

    /** Whether macros and filters return safe HTML. */
    public boolean isEscaping() {
        return this.escaping;
    }

    /** Sets whether autoescape is active and returns the previous value. */
    public boolean setEscaping(boolean value) {
        boolean before = this.escaping;
        this.escaping = value;
        return before;
    }

    /**
     * Enters a nested value or call.
     * @throws TemplateFailure if the nesting exceeds the limit
     */
    public void enter() {
        if (++this.depth > this.limits.depth()) {
            throw TemplateFailure.limit("values or calls nest deeper than " + this.limits.depth() + " levels");
        }
    }

    /** Leaves a nested value or call. */
    public void leave() {
        this.depth--;
    }

}
