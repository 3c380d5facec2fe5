package io.inkwell.cli.terminal;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C end a long task in an orderly way: the first one requests the end, which
 * the task may delay. The second ends the process at once.
 */
public final class StopRequest implements AutoCloseable {

    private static final String SIGNAL = "INT";

    private final AtomicBoolean requested = new AtomicBoolean();

    private final Runnable onRequest;

    private final @Nullable Object previous;

    /**
     * @param onRequest runs at the first Ctrl-C, on another thread
     */
    public StopRequest(Runnable onRequest) {
        this.onRequest = onRequest;
        this.previous = Signals.register(SIGNAL, this::receive);
    }

    private void receive() {
        // The operating system handles the second signal: Runtime.halt would run the
        // destructors of libraries that
        // another thread still uses.
        Signals.registerDefault(SIGNAL);
        this.requested.set(true);
        this.onRequest.run();
    }

    public boolean isMade() {
        return this.requested.get();
    }

    /** Restores the effect that Ctrl-C had before. */
    @Override
    public void close() {
        Signals.unregister(SIGNAL, this.previous);
    }

}
