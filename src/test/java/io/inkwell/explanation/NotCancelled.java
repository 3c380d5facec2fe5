package io.inkwell.explanation;

/** A token for computations that no test cancels. */
public final class NotCancelled {

    public static final CancellationToken TOKEN = new CancellationToken(() -> {
    });

    private NotCancelled() {
    }

}
