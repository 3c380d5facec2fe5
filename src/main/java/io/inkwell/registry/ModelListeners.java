package io.inkwell.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies listeners. One that throws does not stop loading and closing. */
final class ModelListeners {

    private static final Logger logger = LoggerFactory.getLogger(ModelListeners.class);

    private final List<ModelListener> listeners = new CopyOnWriteArrayList<>();

    void add(ModelListener listener) {
        this.listeners.add(listener);
    }

    void forEach(Consumer<ModelListener> event) {
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
