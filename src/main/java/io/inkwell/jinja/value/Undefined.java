package io.inkwell.jinja.value;

import java.util.Collections;
import java.util.Iterator;

/** An undefined value: prints as an empty string, and fails in most operations. */
public final class Undefined implements Iterable<Object>, Sized, Named {

    private final String problem;

    private Undefined(String problem) {
        this.problem = problem;
    }

    /** Creates an undefined value that fails with this message when used. */
    public static Undefined because(String problem) {
        return new Undefined(problem);
    }

    public static Undefined variable(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    /** For an attribute or element that the owner does not have. */
    public static Undefined member(Object owner, Object key, Budget budget) {
        String module = (owner instanceof Named named) ? named.module() : "";
        String type = (owner == None.NONE) ? "None" : module + Types.name(owner) + " object";
        return (Markup.plain(key) instanceof String name)
                ? new Undefined("'" + type + "' has no attribute '" + name + "'")
                : new Undefined(type + " has no element " + Printer.repr(key, budget));
    }

    /** For an attribute that exists but is blocked by the sandbox. */
    public static Undefined unsafe(Object owner, String name) {
        return new Undefined("access to attribute '" + name + "' of '" + Types.name(owner) + "' object is unsafe.");
    }

    /**
     * Requires a value to be defined.
     * @throws TemplateFailure if it is undefined
     */
    public static void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
    }

    TemplateFailure failure() {
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
