package io.inkwell.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the open requests of each API key in this process. Thread-safe. */
final class ConcurrentRequests {

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** Opens a request, unless as many as the maximum are open. */
    boolean tryOpen(String keyId, int max) {
        boolean[] isOpened = new boolean[1];
        this.open.compute(keyId, (id, count) -> {
            int before = (count != null) ? count : 0;
            isOpened[0] = before < max;
            return isOpened[0] ? before + 1 : count;
        });
        return isOpened[0];
    }

    void close(String keyId) {
        this.open.computeIfPresent(keyId, (id, count) -> (count > 1) ? count - 1 : null);
    }

}
