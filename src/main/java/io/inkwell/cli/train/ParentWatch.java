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

    private volatile boolean isGone;

    private ParentWatch() {
    }

    /**
     * @param in ends when the parent closes it, or ends
     */
    static ParentWatch start(InputStream in) {
        ParentWatch watch = new ParentWatch();
        Thread thread = new Thread(() -> watch.read(in), "parent-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Whether the run must stop. */
    boolean isGone() {
        return this.isGone;
    }

    private void read(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        }
        catch (IOException ex) {
            // As at its end.
        }
        this.isGone = true;
        try {
            TimeUnit.MINUTES.sleep(PATIENCE_MINUTES);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

}
