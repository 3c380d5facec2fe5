package io.inkwell.explanation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelCopy;
import io.inkwell.registry.ModelListener;

/**
 * Provides the served models in float32, so that explanations show the model without
 * quantization error. A model that is served in float32 on the CPU is shared. Otherwise,
 * float32 weights are loaded on first use and unloaded after an idle timeout.
 */
public final class Float32Models implements ModelListener, AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Float32Models.class);

    private final Duration idleTimeout;

    private final Scheduler timer;

    private final Map<LoadedModel, Copy> copies = new HashMap<>();

    private boolean closed;

    /**
     * @param timer unloads idle weights; may block
     */
    public Float32Models(Duration idleTimeout, Scheduler timer) {
        this.idleTimeout = idleTimeout;
        this.timer = timer;
    }

    /**
     * Applies a function to the float32 weights, which stay loaded until it returns.
     * Loading takes about one second per gigabyte, and blocks other explanations of the
     * model.
     * @throws ServiceException if they do not fit into memory
     */
    <T> T with(LoadedModel served, Function<Gpt2Model, T> use) {
        if (served.model().precision() == Precision.FLOAT32 && !served.model().device().isCuda()) {
            return use.apply(served.model());
        }
        Copy copy = take(served);
        try {
            return use.apply(copy.load());
        }
        finally {
            giveBack(copy);
        }
    }

    /** The number of float32 copies in memory. */
    synchronized int numLoaded() {
        return (int) this.copies.values().stream().filter(Copy::isLoaded).count();
    }

    private synchronized Copy take(LoadedModel served) {
        Copy copy = this.copies.computeIfAbsent(served, Copy::new);
        copy.end.dispose();
        copy.numUsers++;
        return copy;
    }

    private synchronized void giveBack(Copy copy) {
        copy.numUsers--;
        if (copy.numUsers == 0 && this.closed) {
            closeIfIdle(copy);
        }
        else if (copy.numUsers == 0) {
            copy.end = this.timer.schedule(() -> closeIfIdle(copy), this.idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void closeIfIdle(Copy copy) {
        if (copy.numUsers == 0 && this.copies.remove(copy.served, copy)) {
            copy.close();
        }
    }

    /** Closes the copy of a model that is about to be closed, which nothing uses. */
    @Override
    public synchronized void onUnload(LoadedModel model) {
        Copy copy = this.copies.remove(model);
        if (copy != null) {
            copy.close();
        }
    }

    /** Closes all copies. One that is in use is closed after its last use. */
    @Override
    public synchronized void close() {
        this.closed = true;
        List.copyOf(this.copies.values()).forEach(this::closeIfIdle);
    }

    /**
     * The float32 weights of one model. Its first user loads them. The enclosing instance
     * guards the users and the end.
     */
    private static final class Copy {

        private final LoadedModel served;

        private volatile @Nullable ModelCopy weights;

        private int numUsers;

        private Disposable end = Disposables.disposed();

        private Copy(LoadedModel served) {
            this.served = served;
        }

        private boolean isLoaded() {
            return this.weights != null;
        }

        /** Loads the weights unless they are loaded. Another user waits meanwhile. */
        private synchronized Gpt2Model load() {
            ModelCopy loaded = this.weights;
            if (loaded == null) {
                loaded = loadAgain(this.served);
                this.weights = loaded;
            }
            return loaded.model();
        }

        private static ModelCopy loadAgain(LoadedModel served) {
            try {
                logger.info("Loading the float32 weights of {} for explanations", served.name());
                return served.loadAgain(Precision.FLOAT32);
            }
            catch (InsufficientMemoryException ex) {
                throw new ServiceException(ErrorKind.UNAVAILABLE,
                        "explanations need the float32 weights, which do not fit into memory: " + ex.getMessage(), null,
                        ex);
            }
            catch (IOException ex) {
                throw new UncheckedIOException("cannot read the weights of the model", ex);
            }
        }

        /** Only while it has no users. */
        private void close() {
            this.end.dispose();
            ModelCopy loaded = this.weights;
            if (loaded != null) {
                loaded.close();
                logger.info("Unloaded the float32 weights of {}", this.served.name());
            }
        }

    }

}
