package io.inkwell.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C or SIGTERM end a long task in an orderly way: the first one requests the
 * end, which the task may delay. The second ends the process at once.
 */
public final class StopRequest implements AutoCloseable {

    /** The signals with the exit codes that shells use for them. */
    private static final Map<String, Integer> SIGNALS = Map.of("INT", 130, "TERM", 143);

    private static final int NOT_MADE = 0;

    private final AtomicInteger exitCode = new AtomicInteger(NOT_MADE);

    private final Runnable onRequest;

    private final Map<String, @Nullable Object> previous = new LinkedHashMap<>();

    /**
     * @param onRequest runs at the first signal, on another thread
     */
    public StopRequest(Runnable onRequest) {
        this.onRequest = onRequest;
        SIGNALS.forEach((signal, code) -> this.previous.put(signal, Signals.register(signal, () -> receive(code))));
    }

    private void receive(int code) {
        // The operating system handles the second signal: Runtime.halt would run the
        // destructors of libraries that another thread still uses.
        SIGNALS.keySet().forEach(Signals::registerDefault);
        this.exitCode.set(code);
        this.onRequest.run();
    }

    public boolean isMade() {
        return this.exitCode.get() != NOT_MADE;
    }

    /** The exit code of a task that ended for the request. */
    public int exitCode() {
        return this.exitCode.get();
    }

    /** Restores the effect that the signals had before. */
    @Override
    public void close() {
        this.previous.forEach(Signals::unregister);
    }

}
