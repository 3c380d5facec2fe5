package io.inkwell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.inkwell.LogLines;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.Operation;
import io.inkwell.engine.request.PromptOutputs;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine counts every choice once, however it ends, and not its slots. */
class OpenRequestsTests {

    private final Map<FinishReason, Integer> finished = new EnumMap<>(FinishReason.class);

    private final AtomicInteger numFirstTokens = new AtomicInteger();

    private final AtomicInteger numPromptTokens = new AtomicInteger();

    private final TestEngine engine = TestEngine.on(new FakeCausalLm(4, 64)).listener(new EngineListener() {
        @Override
        public void onPrompt(int numTokens) {
            OpenRequestsTests.this.numPromptTokens.addAndGet(numTokens);
        }

        @Override
        public void onFirstToken(Operation operation, Duration sinceArrival) {
            OpenRequestsTests.this.numFirstTokens.incrementAndGet();
        }

        @Override
        public void onFinish(FinishReason reason) {
            OpenRequestsTests.this.finished.merge(reason, 1, Integer::sum);
        }
    }).start();

    @AfterEach
    void close() {
        this.engine.close();
    }

    @Test
    void searchCountsChoicesNotBeams() {
        this.engine.submit(search(4, 1, 6)).await();
        assertCounted(Map.of(FinishReason.LENGTH, 1));
        assertThat(this.numFirstTokens).hasValue(1);
    }

    @Test
    void cancelledSearchCountsChoicesNotBeams() {
        RecordedGeneration other = this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 50));
        this.engine.submit(search(4, 2, 50), new RecordedGeneration()).cancel();
        other.await();
        assertCounted(Map.of(FinishReason.LENGTH, 1, FinishReason.CANCELLED, 2));
    }

    @Test
    void choicesWithoutTokensCountButHaveNoFirstToken() {
        this.engine.submit(Requests.greedy(Requests.prompt(7, 1), 0, 3)).await();
        assertCounted(Map.of(FinishReason.LENGTH, 3));
        assertThat(this.numFirstTokens).hasValue(0);
        assertThat(this.numPromptTokens).hasValue(7);
    }

    @Test
    void searchWithTooFewCompletionsIsRejected() {
        SamplingParams oneToken = SamplingParams.builder().allowedTokenIds(Set.of(7)).build();
        RecordedGeneration generation = this.engine
            .submit(GenerationRequest.builder(Requests.prompt(3, 1), Requests.stopAfter(3))
                .sampling(oneToken)
                .search(beams(4))
                .choices(2, 0)
                .build());
        assertThat(generation.failure().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(generation.failure()).hasMessageContaining("n must be at most").hasMessageContaining("given: 2");
        assertCounted(Map.of(FinishReason.REJECTED, 2));
    }

    @Test
    void exceptionInOnFoundFailsOnlyItsRequest() {
        this.engine.submit(search(3, 3, 4), new RecordedGeneration() {
            @Override
            public void onFound(int choice, double score, List<SampledToken> tokens) {
                if (choice == 1) {
                    throw new IllegalStateException("for a test");
                }
            }
        });
        RecordedGeneration next = this.engine.submit(search(4, 1, 4));
        next.await();
        assertCounted(Map.of(FinishReason.LENGTH, 3, FinishReason.ERROR, 1));
    }

    @Test
    void exceptionInOnPromptFailsOnlyItsRequest() {
        GenerationRequest scored = GenerationRequest.builder(Requests.prompt(1, 1), Requests.stopAfter(4))
            .promptOutputs(new PromptOutputs(0, false))
            .build();
        this.engine.submit(scored, new RecordedGeneration() {
            @Override
            public void onPrompt(PromptReport report) {
                throw new IllegalStateException("for a test");
            }
        });
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 4)).await();
        assertCounted(Map.of(FinishReason.LENGTH, 1, FinishReason.ERROR, 1));
    }

    @Test
    void closeFailsWaitingSearch() throws InterruptedException {
        Thread closing = new Thread(this.engine::close);
        RecordedGeneration running = new RecordedGeneration() {
            @Override
            public void onToken(int choice, SampledToken token) {
                super.onToken(choice, token);
                // Otherwise all choices could finish before the engine closes.
                while (closing.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
        };
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 60, 4), running);
        RecordedGeneration waiting = this.engine.submit(search(4, 1, 40));
        closing.start();
        closing.join();
        assertThat(waiting.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(running.isDone()).isTrue();
        assertThat(this.finished).isEqualTo(Map.of(FinishReason.SHUTDOWN, 5));
    }

    @Test
    void higherPriorityRequestRunsBeforeRemainingChoices() {
        List<String> ends = new ArrayList<>();
        RecordedGeneration urgent = new RecordedGeneration() {
            @Override
            public void onToken(int choice, SampledToken token) {
                super.onToken(choice, token);
                ends.add("urgent");
            }
        };
        GenerationRequest urgentRequest = GenerationRequest.builder(Requests.prompt(3, 2), Requests.stopAfter(1))
            .priority(-1)
            .build();
        RecordedGeneration wide = new RecordedGeneration() {
            private boolean isUrgentSent;

            @Override
            public void onToken(int choice, SampledToken token) {
                super.onToken(choice, token);
                if (!this.isUrgentSent) {
                    this.isUrgentSent = true;
                    OpenRequestsTests.this.engine.submit(urgentRequest, urgent);
                }
                if (token.decision().isFinished()) {
                    ends.add("wide");
                }
            }
        };
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 20, 24), wide);
        wide.await();
        urgent.await();
        assertThat(ends).hasSize(25);
        assertThat(ends.indexOf("urgent")).isLessThan(20);
        int[] prompt = Requests.prompt(3, 1);
        assertThat(IntStream.range(0, 24))
            .allSatisfy((choice) -> assertThat(wide.tokens(choice)).isEqualTo(FakeCausalLm.expected(prompt, 20)));
    }

    @Test
    void overflowOfListenerEndsWithError() {
        RecordedGeneration overflowing = new RecordedGeneration() {
            @Override
            public void onToken(int choice, SampledToken token) {
                throw new ServiceException(ErrorKind.UNAVAILABLE, "for a test");
            }
        };
        this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 4), overflowing);

        assertThat(overflowing.failure().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertCounted(Map.of(FinishReason.ERROR, 1));
    }

    @Test
    void exceptionInOnEndIsLogged() {
        try (LogLines log = LogLines.of(OpenRequests.class)) {
            this.engine.submit(Requests.greedy(Requests.prompt(3, 1), 4), new RecordedGeneration() {
                @Override
                public void onEnd(GenerationTimings timings) {
                    throw new IllegalStateException("for a test");
                }
            });

            assertCounted(Map.of(FinishReason.LENGTH, 1));
            assertThat(log.events()).singleElement()
                .satisfies((line) -> assertThat(line.getFormattedMessage()).contains("onEnd threw an exception"));
        }
    }

    /** Waits until the engine is idle, so that all counts are complete. */
    private void assertCounted(Map<FinishReason, Integer> expected) {
        this.engine.awaitIdle();
        assertThat(this.finished).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static BeamSearchParams beams(int numBeams) {
        return new BeamSearchParams(numBeams, 1, 0, 1, EarlyStopping.FALSE);
    }

    private static GenerationRequest search(int numBeams, int numChoices, int maxTokens) {
        return GenerationRequest.builder(Requests.prompt(5, 2), Requests.stopAfter(maxTokens))
            .search(beams(numBeams))
            .choices(numChoices, 0)
            .build();
    }

}
