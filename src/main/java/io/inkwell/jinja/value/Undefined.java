package io.inkwell.jinja.value;

import java.util.Collections;
import java.util.Iterator;

/** Stands for a value that is not there: printed it is empty, used it fails. */
public final class Undefined implements Iterable<Object>, Sized, Named {

    private final String problem;

    private Undefined(String problem) {
        this.problem = problem;
    }

    public static Undefined because(String problem) {
        return new Undefined(problem);
    }

    public static Undefined variable(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    /** An attribute or element that the owner has not. */
    public static Undefined member(Object owner, Object key, Budget budget) {
        String module = (owner instanceof Named named) ? named.module() : "";
        String type = (owner == None.NONE) ? "None" : module + Types.name(owner) + " object";
        return (Markup.plain(key) instanceof String name)
                ? new Undefined("'" + type + "' has no attribute '" + name + "'")
                : new Undefined(type + " has no element " + Printer.repr(key, budget));
    }

    /** A member that exists, and that the sandbox keeps from templates. */
    public static Undefined unsafe(Object owner, String name) {
        return new Undefined("access to attribute '" + name + "' of '" + Types.name(owner) + "' object is unsafe.");
    }

    /**
     * @throws TemplateFailure if the value is not there
     */
    public static void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
    }

    public TemplateFailure failure() {
        return TemplateFailure.operation(this.problem);
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

}
