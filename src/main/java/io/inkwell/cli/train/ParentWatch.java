package io.inkwell.cli.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Stops a run when the process that started it closes the input stream, or ends. A run
 * that does not stop is ended without a checkpoint, so that none outlives its parent.
 */
final class ParentWatch {

    private static final int PATIENCE_MINUTES = 10;

    private ParentWatch() {
    }

    /**
     * @param in ends when the parent closes it, or ends
     * @param onEnd runs on another thread
     */
    static void start(InputStream in, Runnable onEnd) {
        Thread watch = new Thread(() -> watch(in, onEnd), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(InputStream in, Runnable onEnd) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        }
        catch (IOException ex) {
            // As at its end.
        }
        onEnd.run();
        try {
            TimeUnit.MINUTES.sleep(PATIENCE_MINUTES);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

}
