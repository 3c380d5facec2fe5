package io.inkwell.limits;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Hands over a value once, and keeps no reference to it afterwards. An operator that
 * holds its function until the response ends then does not hold the body with it.
 */
public final class Handover<T> {

    private final AtomicReference<@Nullable T> value;

    public Handover(T value) {
        this.value = new AtomicReference<>(value);
    }

    /**
     * @throws IllegalStateException if the value was taken before
     */
    public T take() {
        T taken = this.value.getAndSet(null);
        if (taken == null) {
            throw new IllegalStateException("the value was taken before");
        }
        return taken;
    }

}
