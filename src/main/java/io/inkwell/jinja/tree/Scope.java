package io.inkwell.jinja.tree;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Undefined;

/** Variables, with lookup in enclosing scopes. */
public final class Scope {

    private static final int INITIAL_CAPACITY = 4;

    private final @Nullable Scope parent;

    private final Map<String, Object> variables;

    private Scope(@Nullable Scope parent, Map<String, Object> variables) {
        this.parent = parent;
        this.variables = variables;
    }

    /** Creates the outermost scope. */
    static Scope of(Map<String, Object> variables) {
        return new Scope(null, new HashMap<>(variables));
    }

    Scope outermost() {
        return (this.parent != null) ? this.parent.outermost() : this;
    }

    /** Returns a scope enclosed by this one. */
    public Scope nested() {
        return new Scope(this, new HashMap<>(INITIAL_CAPACITY));
    }

    /**
     * The value of a variable here or in an enclosing scope; undefined if there is none.
     */
    public Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Object value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.variable(name);
    }

    /** Sets a variable of this scope. */
    public void set(String name, Object value) {
        this.variables.put(name, value);
    }

}
