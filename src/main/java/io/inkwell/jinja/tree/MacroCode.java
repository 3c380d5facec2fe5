package io.inkwell.jinja.tree;

import java.util.List;

/**
 * The definition of a macro.
 *
 * @param name empty for the body of a call block
 * @param defaults the defaults of the last parameters
 * @param usesCaller whether the body refers to {@code caller}; likewise for the others
 */
public record MacroCode(String name, List<String> parameters, List<Expression> defaults, boolean usesCaller,
        boolean usesKwargs, boolean usesVarargs, Body body) {

    public MacroCode {
        parameters = List.copyOf(parameters);
        defaults = List.copyOf(defaults);
    }

}
