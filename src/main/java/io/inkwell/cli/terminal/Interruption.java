package io.inkwell.cli.terminal;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a task gracefully on Ctrl-C: interrupts its thread and delays the exit of the
 * process until it has cleaned up.
 */
public final class Interruption {

    /** The exit code after SIGINT, by shell convention. */
    public static final int EXIT_CODE = 130;

    private static final int PATIENCE_SECONDS = 10;

    private final Thread worker = Thread.currentThread();

    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean requested;

    private Interruption() {
    }

    /**
     * Runs the task on this thread.
     * @return its exit code, or {@value #EXIT_CODE}
     */
    public static int guard(Callable<Integer> work) throws Exception {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::request, "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        }
        catch (Exception ex) {
            if (interruption.requested) {
                return EXIT_CODE;
            }
            throw ex;
        }
        finally {
            interruption.ended.countDown();
            interruption.remove(hook);
        }
    }

    private void remove(Thread hook) {
        if (!this.requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            catch (IllegalStateException ex) {
                // The shutdown began after the check. The hook runs, and ends at once.
            }
        }
    }

    private void request() {
        this.requested = true;
        this.worker.interrupt();
        try {
            this.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
