package io.inkwell.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.Statistics;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

import static org.assertj.core.api.Assertions.assertThat;

/** Speculation changes the number of steps, not the output. */
class SpeculationTests {

    private static final int CONTEXT = 128;

    private static final Speculation SPECULATION = new Speculation(7, new NgramLookup(2, 8), 100, true);

    private static final SamplingParams SAMPLED = SamplingParams.builder().temperature(0.2f).build();

    private final List<Draft> drafts = new ArrayList<>();

    private final FakeCausalLm plainModel = new RepetitiveCausalLm(4, CONTEXT);

    private final TestEngine plain = engine(this.plainModel, Speculation.NONE);

    private FakeCausalLm model = new RepetitiveCausalLm(4, CONTEXT);

    private TestEngine engine = engine(this.model, SPECULATION);

    private record Draft(int numDrafted, int numAccepted) {
    }

    @AfterEach
    void close() {
        this.plain.close();
        this.engine.close();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void outputIsUnchanged(GenerationRequest.Builder request) {
        for (int seed = 0; seed < 30; seed++) {
            assertSame(request.seed(seed).build());
        }
        this.engine.close();
        assertThat(this.drafts).anyMatch((draft) -> draft.numAccepted() == draft.numDrafted())
            .anyMatch((draft) -> draft.numAccepted() > 0 && draft.numAccepted() < draft.numDrafted())
            .anyMatch((draft) -> draft.numAccepted() == 0);
        assertThat(this.model.steps()).hasSizeLessThan(this.plainModel.steps().size());
    }

    static Stream<GenerationRequest.Builder> requests() {
        StopConditions tokens = new StopConditions(5, 60, Set.of(3, 17), Set.of(31), false, StopStrings.NONE, false);
        StopConditions strings = new StopConditions(0, 60, Set.of(), Set.of(31), true,
                StopStrings.of(List.of("7", "21")), true);
        SamplingParams penalties = SamplingParams.builder()
            .temperature(0.15f)
            .repetitionPenalty(1.05f)
            .frequencyPenalty(0.02f)
            .presencePenalty(0.1f)
            .build();
        SamplingParams bans = SamplingParams.builder()
            .temperature(0.2f)
            .topK(20)
            .topP(0.9f)
            .noRepeatNgramSize(12)
            .badWords(List.of(List.of(7), List.of(21, 28)))
            .build();
        return Stream.of(request(60, SamplingParams.GREEDY), request(60, SamplingParams.GREEDY).choices(7, 2),
                request(60, SAMPLED).choices(6, 0), request(60, SAMPLED).numTopLogprobs(3), request(60, penalties),
                request(60, bans), request(tokens, SAMPLED).choices(3, 0), request(strings, SAMPLED).choices(3, 0));
    }

    private static GenerationRequest.Builder request(int maxTokens, SamplingParams sampling) {
        return request(Requests.stopAfter(maxTokens), sampling);
    }

    private static GenerationRequest.Builder request(StopConditions stop, SamplingParams sampling) {
        return GenerationRequest.builder(Requests.prompt(20, 3), stop)
            .sampling(sampling)
            .tokenBytes(() -> TokenBytes.of((token) -> Integer.toString(token).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void batchedOutputMatchesUnbatchedOutput() {
        Random random = new Random(5);
        List<GenerationRequest> requests = IntStream.range(0, 60)
            .mapToObj((i) -> GenerationRequest
                .builder(Requests.prompt(1 + random.nextInt(40), i), Requests.stopAfter(1 + random.nextInt(60)))
                .sampling((i % 3 == 0) ? SamplingParams.GREEDY : SAMPLED)
                .choices(1 + i % 7, 0)
                .build())
            .toList();
        List<RecordedGeneration> batched = requests.stream().map((request) -> this.engine.submit(request)).toList();
        for (int i = 0; i < requests.size(); i++) {
            assertThat(batched.get(i).choices()).usingRecursiveComparison()
                .isEqualTo(this.plain.submit(requests.get(i)).choices());
        }
    }

    @Test
    void draftsNeverExceedContext() {
        for (int maxTokens : new int[] { 1, 2, 3, 9 }) {
            assertSame(Requests.greedy(Requests.prompt(CONTEXT + 1 - maxTokens, 0), maxTokens));
        }
        assertSame(Requests.greedy(new int[] { 4 }, CONTEXT));
        assertThat(highestPosition()).isEqualTo(CONTEXT - 1);
    }

    @Test
    void draftStopsAtMaxTokens() {
        assertSame(Requests.greedy(IntStream.range(0, 50).map((i) -> i % 5).toArray(), 6));
        assertThat(highestPosition()).isEqualTo(50 + 6 - 2);
        assertThat(this.model.steps()).anyMatch((step) -> step.rows().get(0).numLogits() > 1);
    }

    private long highestPosition() {
        return this.model.steps()
            .stream()
            .flatMap((step) -> step.rows().stream())
            .mapToInt((rows) -> rows.from() + rows.tokens().length - 1)
            .max()
            .orElseThrow();
    }

    @Test
    void searchesDoNotDraftButConcurrentSequencesDo() {
        GenerationRequest search = request(30, SamplingParams.GREEDY)
            .search(new BeamSearchParams(2, 1, 0, 1, EarlyStopping.FALSE))
            .choices(2, 0)
            .build();
        assertSame(search);
        assertThat(this.model.numRows()).isEqualTo(this.plainModel.numRows());
        RecordedGeneration greedy = this.engine.submit(request(60, SamplingParams.GREEDY).build());
        RecordedGeneration found = this.engine.submit(search);
        assertThat(found.choices()).usingRecursiveComparison().isEqualTo(this.plain.submit(search).choices());
        assertThat(greedy.choices()).usingRecursiveComparison()
            .isEqualTo(this.plain.submit(request(60, SamplingParams.GREEDY).build()).choices());
    }

    @Test
    void exceptionInListenerDuringDraftFailsOnlyItsRequest() {
        int[] loop = IntStream.range(0, 50).map((i) -> i % 5).toArray();
        RecordedGeneration broken = new RecordedGeneration() {
            @Override
            public void onToken(int choice, SampledToken token) {
                super.onToken(choice, token);
                if (tokens(0).size() == 3) {
                    throw new IllegalStateException("for a test");
                }
            }
        };
        this.engine.submit(Requests.greedy(loop, 40), broken);
        assertThat(broken.failure()).hasMessageContaining("generation failed");
        assertThat(broken.tokens(0)).hasSize(3);
        assertSame(Requests.greedy(loop, 40));
        assertIdle();
    }

    @Test
    void slotOfCancelledSequenceIsReusable() throws InterruptedException {
        RecordedGeneration cancelled = new RecordedGeneration();
        GenerationHandle generation = this.engine.submit(request(100, SamplingParams.GREEDY).build(), cancelled);
        cancelled.awaitStart();
        generation.cancel();
        assertSame(Requests.greedy(Requests.prompt(3, 5), 60, 5));
        assertIdle();
    }

    @Test
    void samplesFromDistributionOfPlainSampler() {
        float[][] logits = { { 0, 1, 0.5f }, { 1.2f, 0, -0.4f }, { 0.3f, 0.6f, 0 } };
        restart(new MarkovCausalLm(logits), new Speculation(4, new NgramLookup(1, 3), 100, true));
        int[] prompt = { 2, 0, 1, 1, 2, 2, 0 };
        int[] counts = new int[81];
        List<RecordedGeneration> generations = new ArrayList<>();
        for (int seed = 0; seed < 20_000; seed++) {
            generations.add(this.engine
                .submit(Requests.of(prompt, SamplingParams.builder().temperature(0.8f).build(), 4, 1, seed)));
        }
        for (RecordedGeneration generation : generations) {
            generation.await();
            counts[generation.tokens(0).stream().reduce(0, (number, token) -> 3 * number + token)]++;
        }
        this.engine.close();
        assertThat(this.drafts).hasSizeGreaterThan(20_000);
        assertThat(this.drafts.stream().mapToInt(Draft::numAccepted).sum()).isGreaterThan(5_000);
        assertThat(Statistics.chiSquareSigmas(counts, weights(logits, 0.8))).isBetween(-4.0, 4.0);
    }

    /** The probability of each sequence of four tokens after token 0. */
    private static double[] weights(float[][] logits, double temperature) {
        double[] weights = new double[81];
        for (int sequence = 0; sequence < weights.length; sequence++) {
            weights[sequence] = 1;
            int last = 0;
            for (int place = 27; place > 0; place /= 3) {
                int token = sequence / place % 3;
                double sum = 0;
                for (float logit : logits[last]) {
                    sum += Math.exp(logit / temperature);
                }
                weights[sequence] *= Math.exp(logits[last][token] / temperature) / sum;
                last = token;
            }
        }
        return weights;
    }

    /** The next token depends only on the last one, and is one of the first few. */
    private static final class MarkovCausalLm extends FakeCausalLm {

        private final float[][] logitsAfter;

        MarkovCausalLm(float[][] logitsAfter) {
            super(4, CONTEXT);
            this.logitsAfter = logitsAfter;
        }

        @Override
        public StepOutput step(StepInput input) {
            StepOutput output = super.step(input);
            Arrays.fill(output.logits(), Float.NEGATIVE_INFINITY);
            for (int i = 0; i < input.rows().size(); i++) {
                StepRows rows = input.rows().get(i);
                for (int row = 0; row < rows.numLogits(); row++) {
                    int token = rows.tokens()[rows.tokens().length - rows.numLogits() + row];
                    System.arraycopy(this.logitsAfter[token], 0, output.logits(),
                            output.rows().get(i).logitsOffset(row), this.logitsAfter[token].length);
                }
            }
            return output;
        }

    }

    private void assertSame(GenerationRequest request) {
        assertThat(this.engine.submit(request).choices()).usingRecursiveComparison()
            .isEqualTo(this.plain.submit(request).choices());
    }

    private void assertIdle() {
        this.engine.awaitIdle();
    }

    private void restart(FakeCausalLm other, Speculation speculation) {
        this.engine.close();
        this.model = other;
        this.engine = engine(other, speculation);
    }

    private TestEngine engine(FakeCausalLm model, Speculation speculation) {
        return TestEngine.on(model)
            .limits(new SchedulerLimits(16, 5, 30_000, speculation))
            .listener(new EngineListener() {
                @Override
                public void onDraft(int numDrafted, int numAccepted) {
                    SpeculationTests.this.drafts.add(new Draft(numDrafted, numAccepted));
                }
            })
            .start();
    }

}
