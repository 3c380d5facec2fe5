package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.value.TemplateFailure;

/**
 * Filters and tests that do not exist. As in Jinja they are errors of the template, but
 * for those in a condition, which fail when they are reached.
 */
final class UnknownNames {

    private final List<TemplateFailure> failures = new ArrayList<>();

    private boolean allowed;

    /** Sets whether they are allowed, and returns whether they were. */
    boolean setAllowed(boolean value) {
        boolean before = this.allowed;
        this.allowed = value;
        return before;
    }

    void add(int line, String problem) {
        if (!this.allowed) {
            this.failures.add(TemplateFailure.syntax(line, problem));
        }
    }

    int size() {
        return this.failures.size();
    }

    /** Forgets those of an expression that turns out to be conditional. */
    void forgetAfter(int size) {
        this.failures.subList(size, this.failures.size()).clear();
    }

    void requireNone() {
        if (!this.failures.isEmpty()) {
            throw this.failures.get(0);
        }
    }

}
