package io.inkwell.cli.keys;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.access.KeyLimits;

/** The options of a key's own limits. */
final class LimitOptions {

    @Option(names = "--requests-per-minute", paramLabel = "<n>",
            description = "Maximum requests per minute; 0 for no limit. Default: inkwell.limits.per-key.")
    private @Nullable Integer requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = "<n>",
            description = "Maximum tokens per minute, of prompts and completions.")
    private @Nullable Integer tokensPerMinute;

    @Option(names = "--concurrent-requests", paramLabel = "<n>", description = "Maximum open requests.")
    private @Nullable Integer concurrentRequests;

    /**
     * @throws IllegalArgumentException if a limit is negative
     */
    KeyLimits toLimits() {
        return new KeyLimits(this.requestsPerMinute, this.tokensPerMinute, this.concurrentRequests);
    }

    /** The lines of an entry of a YAML list; empty without limits. */
    static String entry(KeyLimits limits) {
        Map<String, @Nullable Integer> set = new LinkedHashMap<>();
        set.put("requests-per-minute", limits.requestsPerMinute());
        set.put("tokens-per-minute", limits.tokensPerMinute());
        set.put("concurrent-requests", limits.concurrentRequests());
        set.values().removeIf(Objects::isNull);
        return set.isEmpty() ? ""
                : set.entrySet()
                    .stream()
                    .map((limit) -> "    " + limit.getKey() + ": " + limit.getValue() + "\n")
                    .collect(Collectors.joining("", "  limits:\n", ""));
    }

}
