package io.inkwell.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies several listeners. One that fails does not stop loading and closing.
 * Thread-safe.
 */
final class ModelListeners implements ModelListener {

    private static final Logger logger = LoggerFactory.getLogger(ModelListeners.class);

    private final List<ModelListener> listeners = new CopyOnWriteArrayList<>();

    void add(ModelListener listener) {
        this.listeners.add(listener);
    }

    @Override
    public void onLoad(LoadedModel model) {
        tell((listener) -> listener.onLoad(model));
    }

    @Override
    public void onUnload(LoadedModel model) {
        tell((listener) -> listener.onUnload(model));
    }

    @Override
    public void onFailure(ModelSpec spec, String problem, Throwable failure) {
        tell((listener) -> listener.onFailure(spec, problem, failure));
    }

    private void tell(Consumer<ModelListener> event) {
        for (ModelListener listener : this.listeners) {
            try {
                event.accept(listener);
            }
            catch (RuntimeException | Error ex) {
                logger.error("Listener {} failed", listener, ex);
            }
        }
    }

}
