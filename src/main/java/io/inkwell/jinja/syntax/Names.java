package io.inkwell.jinja.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The names used in the macros that enclose the current position. */
final class Names {

    private final Deque<Set<String>> macros = new ArrayDeque<>();

    void enterMacro() {
        this.macros.push(new HashSet<>());
    }

    Set<String> leaveMacro() {
        return this.macros.pop();
    }

    void mention(String name) {
        this.macros.forEach((names) -> names.add(name));
    }

}
