package io.inkwell.cli.terminal;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a piece of work in good order: its thread is interrupted, and the
 * process waits a while for it to let go of what it holds.
 */
public final class Interruption {

    /** What a shell expects of a program that Ctrl-C has ended. */
    public static final int EXIT_CODE = 130;

    private static final int PATIENCE_SECONDS = 10;

    private final Thread worker = Thread.currentThread();

    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean requested;

    private Interruption() {
    }

    /**
     * Does the work on this thread.
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
            if (!interruption.requested) {
                Runtime.getRuntime().removeShutdownHook(hook);
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
