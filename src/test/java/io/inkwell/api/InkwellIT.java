package io.inkwell.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/** The library with a model in float32. */
class InkwellIT {

    private static final String PROMPT = "It is a truth";

    private static final CompletionOptions GREEDY = CompletionOptions.builder().temperature(0).maxTokens(24).build();

    /** Runs until the context ends. */
    private static final CompletionOptions LONG = CompletionOptions.builder().maxTokens(100_000).build();

    private static final InkwellOptions FLOAT32 = InkwellOptions.builder()
        .dtype(Dtype.FLOAT32)
        .kvCacheBytes(1 << 26)
        .build();

    private static Inkwell inkwell;

    @BeforeAll
    static void open() {
        inkwell = Inkwell.open("default", FLOAT32);
    }

    @AfterAll
    static void close() {
        inkwell.close();
    }

    @Test
    void completesWithTheCostOfTheCompletion() {
        Completion completion = inkwell.complete(PROMPT, GREEDY);

        assertThat(completion.text()).isNotBlank();
        assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(completion.numPromptTokens()).isEqualTo(inkwell.encode(PROMPT).length);
        assertThat(completion.numGeneratedTokens()).isEqualTo(24);
        assertThat(completion.tokens()).isEmpty();
    }

    @Test
    void seedRepeatsASampledCompletion() {
        Completion first = inkwell.complete(PROMPT, CompletionOptions.builder().maxTokens(16).build());
        Completion second = inkwell.complete(PROMPT,
                CompletionOptions.builder().maxTokens(16).seed(first.seed()).build());

        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void stopsBeforeAText() {
        String text = inkwell.complete(PROMPT, GREEDY).text();
        String stop = text.substring(text.length() / 2, text.length() / 2 + 3);

        Completion stopped = inkwell.complete(PROMPT,
                CompletionOptions.builder().temperature(0).maxTokens(24).stop(stop).build());

        assertThat(stopped.text()).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void beamSearchFindsAMoreLikelyCompletion() {
        CompletionOptions beams = CompletionOptions.builder().numBeams(4).maxTokens(12).build();
        CompletionOptions greedy = CompletionOptions.builder().temperature(0).maxTokens(12).build();

        double found = inkwell.score(PROMPT + inkwell.complete(PROMPT, beams).text()).logLikelihood();

        assertThat(found)
            .isGreaterThanOrEqualTo(inkwell.score(PROMPT + inkwell.complete(PROMPT, greedy).text()).logLikelihood());
    }

    @Test
    void returnsTheMostLikelyTokensOfEachPosition() {
        Completion completion = inkwell.complete(PROMPT,
                CompletionOptions.builder().temperature(0).maxTokens(5).logprobs(3).build());

        assertThat(completion.tokens()).hasSize(5).allSatisfy((token) -> {
            assertThat(token.top()).hasSize(3);
            assertThat(token.top().get(0).id()).isEqualTo(token.id());
            assertThat(token.logprob()).isEqualTo(token.top().get(0).logprob());
        });
        assertThat(completion.tokens().stream().map(Token::text).collect(Collectors.joining()))
            .isEqualTo(completion.text());
    }

    @Test
    void keepsAFormat() {
        Completion completion = inkwell.complete("The year",
                CompletionOptions.builder().format(OutputFormat.regex(" (18|19)[0-9]{2}")).maxTokens(20).build());

        assertThat(completion.text()).matches(" (18|19)[0-9]{2}");
    }

    @Test
    void streamsTheTextOfTheCompletion() {
        try (Stream<CompletionPart> parts = inkwell.stream(PROMPT, GREEDY)) {
            List<CompletionPart> all = parts.toList();

            assertThat(all).hasSizeGreaterThan(1);
            assertThat(all.stream().map(CompletionPart::text).collect(Collectors.joining()))
                .isEqualTo(inkwell.complete(PROMPT, GREEDY).text());
            assertThat(all.get(all.size() - 1).finishReason()).isEqualTo(FinishReason.LENGTH);
        }
    }

    @Test
    void closingAStreamCancelsItsCompletion() {
        try (Stream<CompletionPart> parts = inkwell.stream(PROMPT, LONG)) {
            assertThat(parts.limit(3).toList()).hasSize(3);
        }

        assertThat(inkwell.complete(PROMPT, GREEDY).numGeneratedTokens()).isEqualTo(24);
    }

    @Test
    void anotherThreadCanCloseAStream() {
        Stream<CompletionPart> parts = inkwell.stream(PROMPT, LONG);
        List<CompletionPart> read = new ArrayList<>();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> parts.forEach((part) -> {
            read.add(part);
            if (read.size() == 2) {
                CompletableFuture.runAsync(parts::close).join();
            }
        })).withMessage("the completion was cancelled");
        assertThat(read).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void interruptionCancelsACompletion() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> inkwell.complete(PROMPT, LONG))
            .withMessage("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void concurrentCallersGetTheCompletionsOfSingleOnes() {
        List<String> prompts = IntStream.range(0, 8).mapToObj((i) -> "Chapter " + i + ". It was").toList();
        List<CompletableFuture<String>> concurrent = prompts.stream()
            .map((prompt) -> CompletableFuture.supplyAsync(() -> inkwell.complete(prompt, GREEDY).text(),
                    (task) -> new Thread(task).start()))
            .toList();

        List<String> completions = concurrent.stream().map(CompletableFuture::join).toList();

        assertThat(completions)
            .isEqualTo(prompts.stream().map((prompt) -> inkwell.complete(prompt, GREEDY).text()).toList());
    }

    @Test
    void answersAConversation() {
        List<Message> messages = List.of(Message.system("Be short."), Message.user("Who are you?"));

        Completion answer = inkwell.chat(messages, GREEDY);

        try (Stream<CompletionPart> parts = inkwell.streamChat(messages, GREEDY)) {
            assertThat(parts.map(CompletionPart::text).collect(Collectors.joining())).isEqualTo(answer.text());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> inkwell.chat(List.of(), GREEDY))
            .withMessage("messages must be at least one message; given: []");
    }

    @Test
    void scoresEachTokenButTheFirst() {
        Scores scores = inkwell.score(PROMPT, 2);

        assertThat(scores.tokens()).hasSameSizeAs(inkwell.encode(PROMPT));
        assertThat(scores.tokens().get(0).logprob()).isNaN();
        assertThat(scores.tokens().subList(1, scores.tokens().size())).allSatisfy((token) -> {
            assertThat(token.logprob()).isNegative();
            assertThat(token.top()).hasSize(2);
        });
        assertThat(scores.perplexity()).isGreaterThan(1);
    }

    @Test
    void embedsEachTextAsAUnitVector() {
        List<String> texts = IntStream.range(0, 70).mapToObj((i) -> PROMPT + " " + i).toList();
        float[] vector = inkwell.embed(PROMPT);

        assertThat(inkwell.embed(texts)).hasSize(70);
        assertThat(inkwell.embed(List.of("Another text", PROMPT)).get(1)).containsExactly(vector, within(1e-5f));
        assertThatIllegalArgumentException().isThrownBy(() -> inkwell.embed(""))
            .withMessage("texts[0] must be of at least one character; given: \"\"");

        double squares = IntStream.range(0, vector.length).mapToDouble((i) -> vector[i] * vector[i]).sum();
        assertThat(squares).isCloseTo(1, within(1e-5));
    }

    @Test
    void decodesWhatItEncodes() {
        assertThat(inkwell.decode(inkwell.encode("It is \u00e9t\u00e9."))).isEqualTo("It is \u00e9t\u00e9.");
        assertThatExceptionOfType(InkwellException.class).isThrownBy(() -> inkwell.decode(1_000_000))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(InkwellException.Kind.INVALID_INPUT))
            .withMessageStartingWith("tokens must");
    }

    @Test
    void attentionOfEachQuerySumsToOne() {
        Attention attention = inkwell.explain().attention(PROMPT);
        Attention last = inkwell.explain().attention(PROMPT, attention.numLayers() - 1);

        int numTokens = attention.tokens().size();
        assertThat(String.join("", attention.tokens())).isEqualTo(PROMPT);
        for (int query = 0; query < numTokens; query++) {
            int row = query;
            assertThat(IntStream.range(0, numTokens).mapToDouble((key) -> attention.weight(0, 0, row, key)).sum())
                .isCloseTo(1, within(1e-4));
            assertThat(last.weight(last.firstLayer(), 1, query, 0))
                .isCloseTo(attention.weight(last.firstLayer(), 1, query, 0), within(1e-6));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> attention.weight(0, 99, 0, 0))
            .withMessageMatching("head must be from 0 to \\d+; given: 99");
    }

    @Test
    void logitLensEndsWithThePredictionOfTheModel() {
        LogitLens lens = inkwell.explain().logitLens(PROMPT, 3);
        Token next = inkwell
            .complete(PROMPT, CompletionOptions.builder().temperature(0).maxTokens(1).logprobs(0).build())
            .tokens()
            .get(0);

        List<Token.Candidate> last = lens.predictions(lens.tokens().size() - 1, lens.numDepths() - 1);
        assertThat(last).hasSize(3);
        assertThat(last.get(0).id()).isEqualTo(next.id());
        assertThat(last.get(0).logprob()).isCloseTo(next.logprob(), within(1e-3));
    }

    @Test
    void explainsAModelOfAnotherPrecisionInFloat32() {
        try (Inkwell fastest = Inkwell.open("embedded", InkwellOptions.builder().kvCacheBytes(1 << 24).build())) {
            assertThat(fastest.explain().attention(PROMPT).weight(1, 1, 3, 1))
                .isCloseTo(inkwell.explain().attention(PROMPT).weight(1, 1, 3, 1), within(1e-6));
        }
    }

    @Test
    void promptThatExceedsTheContextIsInvalid() {
        String prompt = "word ".repeat(2000);

        assertThatExceptionOfType(InkwellException.class).isThrownBy(() -> inkwell.complete(prompt, GREEDY))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(InkwellException.Kind.INVALID_INPUT));
        assertThatExceptionOfType(InkwellException.class).isThrownBy(() -> inkwell.explain().attention(prompt))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(InkwellException.Kind.INVALID_INPUT));
    }

    @Test
    void aTextThatIsNotAPathCannotBeOpened() {
        assertThatExceptionOfType(InkwellException.class).isThrownBy(() -> Inkwell.open("a\0b"))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(InkwellException.Kind.CANNOT_OPEN))
            .withMessageContaining("cannot be opened: it is not a path");
    }

    @Test
    void folderWithoutAModelCannotBeOpened(@TempDir Path folder) {
        assertThatExceptionOfType(InkwellException.class).isThrownBy(() -> Inkwell.open(folder.toString()))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(InkwellException.Kind.CANNOT_OPEN))
            .withMessageStartingWith("model \"" + folder + "\" cannot be opened: ");
    }

    @Test
    void closingFailsRunningCompletionsAndLaterCalls() {
        Inkwell closed = Inkwell.open("embedded", FLOAT32);
        Stream<CompletionPart> parts = closed.stream(PROMPT, LONG);

        closed.close();
        closed.close();

        assertThatIllegalStateException().isThrownBy(parts::toList).withMessage("this Inkwell is closed");
        assertThatIllegalStateException().isThrownBy(() -> closed.complete(PROMPT))
            .withMessage("this Inkwell is closed");
        assertThatIllegalStateException().isThrownBy(() -> closed.explain().attention(PROMPT))
            .withMessage("this Inkwell is closed");
        assertThatIllegalStateException().isThrownBy(() -> closed.encode(PROMPT)).withMessage("this Inkwell is closed");
    }

}
