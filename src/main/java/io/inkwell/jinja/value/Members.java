package io.inkwell.jinja.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Looks up elements of sequences and dicts. */
public final class Members {

    private Members() {
    }

    /** Returns null if there is no such element. */
    public static @Nullable Object element(Object owner, Object key, Budget budget) {
        if (owner instanceof Dict dict) {
            return dict.get(key);
        }
        if (owner instanceof Markup markup) {
            Object part = element(markup.text(), key, budget);
            return (part != null) ? new Markup((String) part) : null;
        }
        if (!(owner instanceof String || owner instanceof List)) {
            return null;
        }
        if (key instanceof Slice slice) {
            return slice.of(owner, budget);
        }
        if (!(key instanceof Boolean || Types.isInteger(key))) {
            return null;
        }
        budget.work((owner instanceof String text) ? text.length() >> 8 : 0);
        int length = Types.length(owner);
        int index = Integers.clamp(key);
        int at = (index < 0) ? index + length : index;
        if (at < 0 || at >= length) {
            return null;
        }
        return (owner instanceof String text) ? CodePoints.substring(text, at, at + 1) : ((List<?>) owner).get(at);
    }

}
