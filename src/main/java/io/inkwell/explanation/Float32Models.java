package io.inkwell.explanation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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

/**
 * The served models in float32, for an explanation is not to explain rounding. Where a
 * model is served in float32 it is the same; of another, float32 weights are loaded when
 * they are first asked for and given back when nobody has used them for a while.
 */
public final class Float32Models implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Float32Models.class);

    private final Duration idleTimeout;

    private final Scheduler timer;

    private final Map<LoadedModel, Copy> copies = new HashMap<>();

    /**
     * @param timer gives back what is idle; a thread that may take its time
     */
    public Float32Models(Duration idleTimeout, Scheduler timer) {
        this.idleTimeout = idleTimeout;
        this.timer = timer;
    }

    /**
     * Has something made with the float32 weights, which stay until it is; loading them
     * takes about a second for each gigabyte.
     * @throws ServiceException if there is no memory for them
     */
    <T> T with(LoadedModel served, Function<Gpt2Model, T> use) {
        if (served.model().precision() == Precision.FLOAT32) {
            return use.apply(served.model());
        }
        Copy copy = take(served);
        try {
            return use.apply(copy.model);
        }
        finally {
            giveBack(copy);
        }
    }

    /** How many models are held beside those that are served. */
    synchronized int numLoaded() {
        return this.copies.size();
    }

    private synchronized Copy take(LoadedModel served) {
        Copy copy = this.copies.computeIfAbsent(served, Copy::load);
        copy.end.dispose();
        copy.numUsers++;
        return copy;
    }

    private synchronized void giveBack(Copy copy) {
        copy.numUsers--;
        if (copy.numUsers == 0) {
            copy.end = this.timer.schedule(() -> closeIfIdle(copy), this.idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void closeIfIdle(Copy copy) {
        if (copy.numUsers == 0 && this.copies.remove(copy.served, copy)) {
            copy.model.close();
            logger.info("Gave back {} in float32: no explanation has asked for it", copy.served.name());
        }
    }

    /** Closes all, whoever uses them: to be called once nobody does. */
    @Override
    public synchronized void close() {
        this.copies.values().forEach((copy) -> {
            copy.end.dispose();
            copy.model.close();
        });
        this.copies.clear();
    }

    /** Guarded by the enclosing instance. */
    private static final class Copy {

        private final LoadedModel served;

        private final Gpt2Model model;

        private int numUsers;

        private Disposable end = Disposables.disposed();

        private Copy(LoadedModel served, Gpt2Model model) {
            this.served = served;
            this.model = model;
        }

        private static Copy load(LoadedModel served) {
            try {
                logger.info("Loading {} in float32 for explanations", served.name());
                return new Copy(served, served.loadAgain(Precision.FLOAT32));
            }
            catch (InsufficientMemoryException ex) {
                throw new ServiceException(ErrorKind.UNAVAILABLE,
                        "explanations are computed in float32, for which there is no room: " + ex.getMessage(), null,
                        ex);
            }
            catch (IOException ex) {
                throw new UncheckedIOException("the weights cannot be read again", ex);
            }
        }

    }

}
