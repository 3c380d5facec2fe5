package io.inkwell.jinja.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a built-in function.
 *
 * @param function the name for messages
 * @param required the number of parameters without a default
 */
public record Signature(String function, int required, List<String> parameters) {

    /**
     * Creates a signature. A parameter name that ends with a question mark has a default.
     */
    public static Signature of(String function, String... parameters) {
        int required = 0;
        while (required < parameters.length && !parameters[required].endsWith("?")) {
            required++;
        }
        return new Signature(function, required,
                List.of(parameters).stream().map((name) -> name.replace("?", "")).toList());
    }

    /**
     * Binds arguments to the parameters.
     * @throws TemplateFailure if the arguments do not match
     */
    public Bound bind(Arguments arguments) {
        int count = arguments.positional().size();
        if (count > this.parameters.size()) {
            throw TemplateFailure.operation("%s() takes at most %d arguments (%d given)".formatted(this.function,
                    this.parameters.size(), count));
        }
        @Nullable Object[] values = new @Nullable Object[this.parameters.size()];
        for (int i = 0; i < count; i++) {
            values[i] = arguments.positional().get(i);
        }
        arguments.named().forEach((name, value) -> put(values, name, value));
        for (int i = 0; i < this.required; i++) {
            if (values[i] == null) {
                throw TemplateFailure
                    .operation("%s() missing required argument '%s'".formatted(this.function, this.parameters.get(i)));
            }
        }
        return new Bound(this, values);
    }

    private void put(@Nullable Object[] values, String name, Object value) {
        int index = this.parameters.indexOf(name);
        if (index < 0) {
            throw TemplateFailure
                .operation("%s() got an unexpected keyword argument '%s'".formatted(this.function, name));
        }
        if (values[index] != null) {
            throw TemplateFailure
                .operation("%s() got multiple values for argument '%s'".formatted(this.function, name));
        }
        values[index] = value;
    }

}
