package io.inkwell.jinja.value;

/**
 * What one rendering has left of its limits, and whether it escapes at present. Not safe
 * for use by several threads.
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

    public void step() {
        work(1);
    }

    /**
     * @param units the steps that an operation takes
     * @throws TemplateFailure if fewer are left
     */
    public void work(long units) {
        this.steps -= units;
        if (this.steps < 0) {
            this.steps = 0;
            throw TemplateFailure.limit("rendering takes more than " + this.limits.steps() + " steps");
        }
    }

    /** Pays for a string before it is made. */
    public void text(long length) {
        if (length > this.limits.length()) {
            throw TemplateFailure.limit("a text is longer than " + this.limits.length() + " characters");
        }
        work(length >> 3);
    }

    /** Pays for a search of one string in another. */
    public void search(CharSequence text, CharSequence part) {
        work(((long) text.length() * Math.min(part.length(), text.length())) >> 9);
    }

    /** Whether texts that macros and filters make are safe for HTML. */
    public boolean isEscaping() {
        return this.escaping;
    }

    /** Sets whether it escapes, and returns whether it did. */
    public boolean setEscaping(boolean value) {
        boolean before = this.escaping;
        this.escaping = value;
        return before;
    }

    public void enter() {
        if (++this.depth > this.limits.depth()) {
            throw TemplateFailure.limit("values or calls nest deeper than " + this.limits.depth() + " levels");
        }
    }

    public void leave() {
        this.depth--;
    }

}
