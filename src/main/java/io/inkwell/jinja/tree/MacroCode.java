package io.inkwell.jinja.tree;

import java.util.List;

/**
 * A macro as it stands in the template.
 *
 * @param name empty for the body of a call block
 * @param defaults of the last parameters
 * @param usesCaller whether the body names {@code caller}; so with the others
 */
public record MacroCode(String name, List<String> parameters, List<Expression> defaults, boolean usesCaller,
        boolean usesKwargs, boolean usesVarargs, Body body) {

    public MacroCode {
        parameters = List.copyOf(parameters);
        defaults = List.copyOf(defaults);
    }

}
