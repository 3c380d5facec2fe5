package io.inkwell.jinja.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Dict;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Undefined;

/** A macro with the scope in which it was defined. */
public final class Macro implements Callable, Attributed {

    private static final String CALLER = "caller";

    private final MacroCode code;

    private final Scope around;

    private final boolean escaping;

    public Macro(MacroCode code, Frame frame) {
        this.code = code;
        this.around = frame.scope();
        this.escaping = frame.escaping();
    }

    @Override
    public Object call(Arguments arguments, Budget budget) {
        Frame frame = new Frame(this.around.nested(), new Output(budget), budget, this.escaping);
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        List<Object> positional = arguments.positional();
        List<String> parameters = this.code.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Object value = (i < positional.size()) ? positional.get(i) : named.remove(parameters.get(i));
            frame.scope().set(parameters.get(i), (value != null) ? value : byDefault(i, frame));
        }
        setSpecial(frame, positional, named);
        this.code.body().run(frame);
        return Markup.of(frame.output().toString(), budget.isEscaping());
    }

    private Object byDefault(int index, Frame frame) {
        int place = index - this.code.parameters().size() + this.code.defaults().size();
        return (place >= 0) ? this.code.defaults().get(place).evaluate(frame)
                : Undefined.because("parameter '" + this.code.parameters().get(index) + "' was not provided");
    }

    private void setSpecial(Frame frame, List<Object> positional, Map<String, Object> named) {
        int count = this.code.parameters().size();
        if (this.code.usesCaller() && !this.code.parameters().contains(CALLER)) {
            Object caller = named.remove(CALLER);
            frame.scope().set(CALLER, (caller != null) ? caller : Undefined.because("No caller defined"));
        }
        if (this.code.usesKwargs()) {
            Dict kwargs = new Dict();
            named.forEach(kwargs::put);
            frame.scope().set("kwargs", kwargs);
        }
        else if (!named.isEmpty()) {
            throw TemplateFailure.operation("macro '%s' takes no keyword argument '%s'".formatted(this.code.name(),
                    named.keySet().iterator().next()));
        }
        if (this.code.usesVarargs()) {
            int from = Math.min(count, positional.size());
            frame.scope().set("varargs", new Tuple(positional.subList(from, positional.size())));
        }
        else if (positional.size() > count) {
            throw TemplateFailure
                .operation("macro '%s' takes not more than %d argument(s)".formatted(this.code.name(), count));
        }
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> this.code.name().isEmpty() ? None.NONE : this.code.name();
            case "arguments" -> new Tuple(List.copyOf(this.code.parameters()));
            case "catch_kwargs" -> this.code.usesKwargs();
            case "catch_varargs" -> this.code.usesVarargs();
            case CALLER -> this.code.usesCaller();
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String module() {
        return "jinja2.runtime.";
    }

    @Override
    public String toString() {
        return this.code.name().isEmpty() ? "<Macro anonymous>" : "<Macro '" + this.code.name() + "'>";
    }

}
