package io.inkwell.jinja.value;

import org.jspecify.annotations.Nullable;

/** Arguments bound to parameters, in parameter order. */
public final class Bound {

    private final Signature signature;

    private final @Nullable Object[] values;

    Bound(Signature signature, @Nullable Object[] values) {
        this.signature = signature;
        this.values = values;
    }

    /** Whether the argument is given and not {@code None}. */
    public boolean has(int index) {
        return this.values[index] != null && this.values[index] != None.NONE;
    }

    /** The argument; {@code None} if not given. */
    public Object get(int index) {
        return get(index, None.NONE);
    }

    public Object get(int index, Object byDefault) {
        Object value = this.values[index];
        return (value != null) ? value : byDefault;
    }

    public String text(int index) {
        Object value = get(index);
        if (Markup.plain(value) instanceof String text) {
            return text;
        }
        throw wrong(index, "str", value);
    }

    public String text(int index, String byDefault) {
        return has(index) ? text(index) : byDefault;
    }

    public int integer(int index) {
        Object value = get(index);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Long number) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        throw wrong(index, "int", value);
    }

    public int integer(int index, int byDefault) {
        return has(index) ? integer(index) : byDefault;
    }

    public boolean flag(int index, boolean byDefault) {
        return Types.truth(get(index, byDefault));
    }

    public boolean flag(int index) {
        return Types.truth(get(index));
    }

    private TemplateFailure wrong(int index, String wanted, Object value) {
        if (value instanceof Undefined undefined) {
            return undefined.failure();
        }
        return TemplateFailure.operation("%s() argument '%s' must be %s, not %s".formatted(this.signature.function(),
                this.signature.parameters().get(index), wanted, Types.name(value)));
    }

}
