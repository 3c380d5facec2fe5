package io.inkwell.registry;

import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a model in memory until it is closed. Any thread may close it, also twice. */
public final class ModelUse implements AutoCloseable {

    private final LoadedModel model;

    private final UseCounter uses;

    private final AtomicBoolean closed = new AtomicBoolean();

    ModelUse(LoadedModel model, UseCounter uses) {
        this.model = model;
        this.uses = uses;
    }

    public LoadedModel model() {
        return this.model;
    }

    @Override
    public void close() {
        if (this.closed.compareAndSet(false, true)) {
            this.uses.end();
        }
    }

}
