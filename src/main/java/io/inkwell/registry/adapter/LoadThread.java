package io.inkwell.registry.adapter;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A thread that loads adapters, one after another. It ends while it is idle. */
final class LoadThread {

    private static final int KEEP_ALIVE_SECONDS = 10;

    private final Executor thread = thread();

    private static Executor thread() {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), (task) -> {
                    Thread created = new Thread(task, "adapter-loader");
                    created.setDaemon(true);
                    return created;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /**
     * @param load returns whether it succeeded
     * @param then gets that afterwards; false also if the load throws
     */
    void execute(BooleanSupplier load, Consumer<Boolean> then) {
        this.thread.execute(() -> {
            boolean isLoaded = false;
            try {
                isLoaded = load.getAsBoolean();
            }
            finally {
                then.accept(isLoaded);
            }
        });
    }

}
