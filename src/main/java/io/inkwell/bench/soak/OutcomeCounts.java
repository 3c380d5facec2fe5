package io.inkwell.bench.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how requests end. Thread-safe. */
final class OutcomeCounts {

    private final Map<Traffic, Map<String, Integer>> counts = new EnumMap<>(Traffic.class);

    private int numEnded;

    private int numRejected;

    synchronized void add(Traffic traffic, String outcome) {
        this.counts.computeIfAbsent(traffic, (key) -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        this.numEnded++;
        if (Traffic.OVERLOAD.contains(outcome)) {
            this.numRejected++;
        }
    }

    synchronized int numEnded() {
        return this.numEnded;
    }

    /** The number of requests that the server did not reject because of its load. */
    synchronized int numServed() {
        return this.numEnded - this.numRejected;
    }

    synchronized List<OutcomeCount> list() {
        List<OutcomeCount> list = new ArrayList<>();
        this.counts.forEach((traffic, outcomes) -> outcomes.forEach((outcome, count) -> list
            .add(new OutcomeCount(traffic.name(), outcome, count, traffic.permits(outcome)))));
        return list;
    }

}
