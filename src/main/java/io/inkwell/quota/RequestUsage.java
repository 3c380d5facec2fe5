package io.inkwell.quota;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a request has used until now. Its controller writes it. Thread-safe: the end of a
 * request may be on another thread.
 */
public final class RequestUsage {

    private static final String ATTRIBUTE = RequestUsage.class.getName();

    private final Map<String, Integer> finishReasons = new LinkedHashMap<>();

    private @Nullable String model;

    private int numPromptTokens;

    private int numGeneratedTokens;

    private boolean isGenerating;

    private @Nullable Completed completed;

    /** The usage of the request of an exchange. */
    public static RequestUsage of(ServerWebExchange exchange) {
        return (RequestUsage) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, (name) -> new RequestUsage());
    }

    /** The request is encoded for a model. */
    public synchronized void start(String model, int numPromptTokens) {
        this.model = model;
        this.numPromptTokens = numPromptTokens;
    }

    /** The completion of the request begins, or ends other than by cancellation. */
    public synchronized void setGenerating(boolean isGenerating) {
        this.isGenerating = isGenerating;
    }

    /**
     * @param numGeneratedTokens over all choices, since the start
     */
    public synchronized void generate(int numGeneratedTokens) {
        this.numGeneratedTokens = numGeneratedTokens;
    }

    /** One choice has finished. */
    public synchronized void finish(String reason) {
        this.finishReasons.merge(reason, 1, Integer::sum);
    }

    /** The completion of the request has ended without an error. */
    public synchronized void complete(Completed completed) {
        this.completed = completed;
    }

    /** A copy. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(this.model, this.numPromptTokens, this.numGeneratedTokens, Map.copyOf(this.finishReasons),
                this.isGenerating, this.completed);
    }

    /**
     * @param model null if the request did not reach one
     * @param finishReasons number of choices by the reason why they finished
     * @param isGenerating whether a completion has begun and not ended
     * @param completed null unless a completion has ended without an error
     */
    public record Snapshot(@Nullable String model, int numPromptTokens, int numGeneratedTokens,
            Map<String, Integer> finishReasons, boolean isGenerating, @Nullable Completed completed) {
    }

    /**
     * @param numCachedTokens prompt tokens that the prefix cache supplied
     * @param queue from arrival to a slot
     * @param firstToken from arrival to the end of the prefill
     */
    public record Completed(long seed, int numCachedTokens, Duration queue, Duration firstToken) {
    }

}
