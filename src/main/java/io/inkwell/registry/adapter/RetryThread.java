package io.inkwell.registry.adapter;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that loads adapters again, one after another. It ends while it is idle. */
final class RetryThread {

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
     * @param then runs afterwards, also if the task fails
     */
    void execute(Runnable task, Runnable then) {
        this.thread.execute(() -> {
            try {
                task.run();
            }
            finally {
                then.run();
            }
        });
    }

}
