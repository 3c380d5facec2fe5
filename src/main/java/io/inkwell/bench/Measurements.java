package io.inkwell.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Collects latencies and token counts. Thread-safe. */
public final class Measurements {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final LongSupplier nanoClock;

    private final ServiceLevel serviceLevel;

    private final Histogram timeToFirstToken = new Histogram(SIGNIFICANT_DIGITS);

    private final Histogram timePerOutputToken = new Histogram(SIGNIFICANT_DIGITS);

    private final Histogram interTokenLatency = new Histogram(SIGNIFICANT_DIGITS);

    private final Histogram endToEndLatency = new Histogram(SIGNIFICANT_DIGITS);

    private final Map<String, FailureCount> failures = new LinkedHashMap<>();

    private int numStarted;

    private int numAnswered;

    private int numFailed;

    private int numGood;

    private int numWithUsage;

    private int mostAtOnce;

    private long promptTokens;

    private long outputTokens;

    private long maxTokens;

    private long firstNanos;

    private long lastNanos;

    private @Nullable String server;

    public Measurements(LongSupplier nanoClock) {
        this(nanoClock, ServiceLevel.NONE);
    }

    /**
     * @param serviceLevel the limits for goodput
     */
    public Measurements(LongSupplier nanoClock, ServiceLevel serviceLevel) {
        this.nanoClock = nanoClock;
        this.serviceLevel = serviceLevel;
    }

    /**
     * @param startNanos start of the latency of the request
     */
    synchronized void start(long startNanos) {
        this.firstNanos = (this.numStarted == 0) ? startNanos : Math.min(this.firstNanos, startNanos);
        this.numStarted++;
        this.mostAtOnce = Math.max(this.mostAtOnce, numOpen());
    }

    synchronized void answer(LoadRequest request, ResponseTimes times) {
        end();
        this.numAnswered++;
        this.maxTokens += request.maxTokens();
        TokenUsage usage = times.usage();
        if (usage == null) {
            usage = new TokenUsage(request.prompt().numTokens(), times.numArrivals());
        }
        else {
            this.numWithUsage++;
        }
        this.promptTokens += usage.promptTokens();
        this.outputTokens += usage.outputTokens();
        this.timeToFirstToken.recordValue(times.untilFirst());
        this.endToEndLatency.recordValue(times.untilLast());
        if (usage.outputTokens() > 1) {
            this.timePerOutputToken.recordValue(times.perToken(usage.outputTokens()));
        }
        if (this.serviceLevel.isMet(times, usage.outputTokens())) {
            this.numGood++;
        }
        for (int i = 1; i < times.numArrivals(); i++) {
            this.interTokenLatency.recordValue(times.gapBefore(i));
        }
        if (times.server() != null) {
            this.server = times.server();
        }
    }

    synchronized void fail(String reason, String message) {
        end();
        this.numFailed++;
        this.failures.merge(reason, new FailureCount(reason, 1, message), (known, more) -> known.andOneMore());
    }

    private void end() {
        this.lastNanos = this.nanoClock.getAsLong();
    }

    private int numOpen() {
        return this.numStarted - this.numAnswered - this.numFailed;
    }

    /** A report of the requests so far. */
    public synchronized BenchReport report() {
        double seconds = (this.numAnswered + this.numFailed == 0) ? 0 : (this.lastNanos - this.firstNanos) / 1e9;
        List<FailureCount> failures = new ArrayList<>(this.failures.values());
        return new BenchReport(this.numAnswered, this.numFailed, numOpen(), failures, this.mostAtOnce, seconds,
                this.promptTokens, this.outputTokens, this.maxTokens, tokenCounts(), rate(this.numAnswered, seconds),
                rate(this.outputTokens, seconds), rate(this.promptTokens + this.outputTokens, seconds),
                goodput(seconds), LatencySummary.of(this.timeToFirstToken), LatencySummary.of(this.timePerOutputToken),
                LatencySummary.of(this.interTokenLatency), LatencySummary.of(this.endToEndLatency), this.server);
    }

    private @Nullable Goodput goodput(double seconds) {
        return this.serviceLevel.hasLimits()
                ? new Goodput(this.serviceLevel.toString(), this.numGood, rate(this.numGood, seconds)) : null;
    }

    private TokenCountSource tokenCounts() {
        if (this.numWithUsage == 0) {
            return TokenCountSource.EVENTS;
        }
        return (this.numWithUsage == this.numAnswered) ? TokenCountSource.USAGE : TokenCountSource.MIXED;
    }

    private static double rate(long count, double seconds) {
        return (seconds > 0) ? count / seconds : 0;
    }

}
