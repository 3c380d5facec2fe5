package io.inkwell.registry;

import java.util.concurrent.atomic.AtomicBoolean;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;

/** Keeps a model in memory until it is closed. Any thread may close it, also twice. */
public final class ModelUse implements AutoCloseable {

    private final LoadedModel model;

    private final Runnable end;

    private final AtomicBoolean closed = new AtomicBoolean();

    ModelUse(LoadedModel model, UseCounter uses) {
        this(model, uses::end);
    }

    private ModelUse(LoadedModel model, Runnable end) {
        this.model = model;
        this.end = end;
    }

    /**
     * Adds an adapter of the model. Closing the result closes this use, too.
     * @param name the name of the model with the adapter
     * @throws ServiceException if the adapter has been unloaded; this use stays open
     */
    public ModelUse with(String name, AdapterWeights adapter) {
        if (!adapter.hold()) {
            throw new ServiceException(ErrorKind.UNAVAILABLE,
                    "the adapter \"" + name + "\" is being unloaded; try again later");
        }
        return new ModelUse(this.model.with(name, adapter), () -> {
            adapter.release();
            close();
        });
    }

    public LoadedModel model() {
        return this.model;
    }

    @Override
    public void close() {
        if (this.closed.compareAndSet(false, true)) {
            this.end.run();
        }
    }

}
