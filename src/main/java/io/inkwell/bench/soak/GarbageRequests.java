package io.inkwell.bench.soak;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Bodies that a server must reject. Not thread-safe. */
final class GarbageRequests {

    private static final int NOISE_BYTES = 1_000;

    private static final List<String> BODIES = List.of("", "{\"prompt\":", "[1, 2", "{\"prompt\": {\"text\": 1}}",
            "{\"prompt\": [2147483647]}", "{\"prompt\": [-1]}", "{\"prompt\": \"x\", \"top_p\": 7}",
            "{\"prompt\": \"x\", \"temperature\": \"hot\"}", "{\"prompt\": \"x\", \"n\": 100000}",
            "{\"prompt\": \"x\", \"model\": \"../../etc/passwd\"}", "{\"prompt\": \"" + "a".repeat(300_000) + "\"}",
            "[".repeat(20_000));

    private final SplittableRandom random;

    GarbageRequests(SplittableRandom random) {
        this.random = random;
    }

    byte[] next() {
        int choice = this.random.nextInt(BODIES.size() + 1);
        if (choice < BODIES.size()) {
            return BODIES.get(choice).getBytes(StandardCharsets.UTF_8);
        }
        byte[] noise = new byte[NOISE_BYTES];
        this.random.nextBytes(noise);
        return noise;
    }

}
