package io.inkwell.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelCopy;

/** A model in memory, which closes once no call computes with it. */
final class OpenModel implements AutoCloseable {

    private final LoadedModel model;

    /** Calls that compute hold the read lock. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** The float32 weights for explanations; null until they are used. */
    private @Nullable ModelCopy copy;

    private final AtomicBoolean closed = new AtomicBoolean();

    OpenModel(LoadedModel model) {
        this.model = model;
    }

    LoadedModel loaded() {
        return this.model;
    }

    /** Calls a function that computes with the model. */
    <T> T call(Function<LoadedModel, T> function) {
        this.lock.readLock().lock();
        try {
            if (this.closed.get()) {
                throw closedException(null);
            }
            return await(() -> function.apply(this.model));
        }
        finally {
            this.lock.readLock().unlock();
        }
    }

    /** Calls a function that computes with the float32 weights. */
    <T> T callFloat32(BiFunction<LoadedModel, Gpt2Model, T> function) {
        return call((loaded) -> function.apply(loaded, float32(loaded)));
    }

    /** Waits for a result of the engine, which the model may close in the meantime. */
    <T> T await(Supplier<T> result) {
        try {
            return result.get();
        }
        catch (ServiceException ex) {
            throw this.closed.get() ? closedException(ex) : exception(ex);
        }
    }

    private static IllegalStateException closedException(@Nullable ServiceException cause) {
        return new IllegalStateException("this Inkwell is closed", cause);
    }

    private static InkwellException exception(ServiceException ex) {
        InkwellException.Kind kind = switch (ex.kind()) {
            case INVALID_REQUEST, CONTEXT_LENGTH_EXCEEDED -> InkwellException.Kind.INVALID_INPUT;
            case OVERLOADED -> InkwellException.Kind.OVERLOADED;
            default -> InkwellException.Kind.FAILED;
        };
        return new InkwellException(kind, String.valueOf(ex.getMessage()), ex);
    }

    private Gpt2Model float32(LoadedModel loaded) {
        boolean isShared = loaded.model().precision() == Precision.FLOAT32 && !loaded.model().device().isCuda();
        return isShared ? loaded.model() : float32Copy(loaded);
    }

    private synchronized Gpt2Model float32Copy(LoadedModel loaded) {
        ModelCopy copy = this.copy;
        if (copy == null) {
            copy = load(loaded);
            this.copy = copy;
        }
        return copy.model();
    }

    private static ModelCopy load(LoadedModel loaded) {
        try {
            return loaded.loadAgain(Precision.FLOAT32);
        }
        catch (InsufficientMemoryException ex) {
            throw new ServiceException(ErrorKind.UNAVAILABLE,
                    "explanations need the float32 weights, which do not fit into memory: " + ex.getMessage(), null,
                    ex);
        }
        catch (IOException ex) {
            throw new ServiceException(ErrorKind.GENERATION_FAILED,
                    "the float32 weights cannot be read: " + FileProblem.describe(ex), null, ex);
        }
    }

    /** Fails the running completions, and waits for explanations. */
    @Override
    public void close() {
        if (this.closed.getAndSet(true)) {
            return;
        }
        this.model.pool().close();
        this.lock.writeLock().lock();
        try {
            closeCopy();
            this.model.close();
        }
        finally {
            this.lock.writeLock().unlock();
        }
    }

    private synchronized void closeCopy() {
        if (this.copy != null) {
            this.copy.close();
        }
    }

}
