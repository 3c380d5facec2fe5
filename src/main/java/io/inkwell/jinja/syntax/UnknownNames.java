package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.value.TemplateFailure;

/**
 * Unknown filters and tests. As in Jinja they are syntax errors, except inside a
 * conditional, where they fail only when evaluated.
 */
final class UnknownNames {

    private final List<TemplateFailure> failures = new ArrayList<>();

    private boolean allowed;

    /** Sets whether unknown names are allowed and returns the previous value. */
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

    /**
     * Drops the names recorded after {@code size}, once their expression turns out to be
     * conditional.
     */
    void forgetAfter(int size) {
        this.failures.subList(size, this.failures.size()).clear();
    }

    void requireNone() {
        if (!this.failures.isEmpty()) {
            throw this.failures.get(0);
        }
    }

}
