package io.inkwell.jinja.value;

import java.util.List;
import java.util.Map;

/** The arguments of a call. */
public record Arguments(List<Object> positional, Map<String, Object> named) {

    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    public static Arguments of(Object... positional) {
        return new Arguments(List.of(positional), Map.of());
    }

    /** Returns a copy without the first positional arguments. */
    public Arguments skip(int count) {
        return new Arguments(this.positional.subList(count, this.positional.size()), this.named);
    }

}
