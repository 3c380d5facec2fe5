package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ServiceException;

/** Records the output of one request. */
class RecordedGeneration implements GenerationListener {

    private final Map<Integer, List<SampledToken>> choices = new TreeMap<>();

    private final Map<Integer, FinishReason> reasons = new TreeMap<>();

    private final Map<Integer, Double> scores = new TreeMap<>();

    private final CompletableFuture<GenerationTimings> end = new CompletableFuture<>();

    private final CountDownLatch started = new CountDownLatch(1);

    @Override
    public synchronized void onToken(int choice, SampledToken token) {
        this.choices.computeIfAbsent(choice, (key) -> new ArrayList<>()).add(token);
        FinishReason reason = token.decision().finish();
        if (reason != null) {
            this.reasons.put(choice, reason);
        }
        this.started.countDown();
    }

    @Override
    public synchronized void onFound(int choice, double score, List<SampledToken> tokens) {
        this.scores.put(choice, score);
        tokens.forEach((token) -> onToken(choice, token));
    }

    @Override
    public void onEnd(GenerationTimings timings) {
        this.end.complete(timings);
    }

    @Override
    public void onFailure(ServiceException failure) {
        this.end.completeExceptionally(failure);
    }

    /** Waits for the first token. */
    RecordedGeneration awaitStart() throws InterruptedException {
        if (!this.started.await(5, TimeUnit.MINUTES)) {
            throw new AssertionError("no token arrived");
        }
        return this;
    }

    /** Waits for the end; throws if the request failed. */
    GenerationTimings await() {
        return this.end.orTimeout(5, TimeUnit.MINUTES).join();
    }

    /** Waits for the request to fail, and returns the failure. */
    ServiceException failure() {
        try {
            throw new AssertionError("no failure, but " + await());
        }
        catch (CompletionException ex) {
            return Objects.requireNonNull((ServiceException) ex.getCause());
        }
    }

    boolean isDone() {
        return this.end.isDone();
    }

    synchronized List<Integer> tokens(int choice) {
        return this.choices.getOrDefault(choice, List.of()).stream().map(SampledToken::id).toList();
    }

    /** Waits for the end, and returns the tokens of each choice. */
    Map<Integer, List<SampledToken>> choices() {
        await();
        return this.choices;
    }

    /** The score of a completion that a search found. */
    synchronized double score(int choice) {
        return Objects.requireNonNull(this.scores.get(choice));
    }

    synchronized Map<Integer, FinishReason> reasons() {
        return Map.copyOf(this.reasons);
    }

}
