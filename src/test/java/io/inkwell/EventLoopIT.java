package io.inkwell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.netty.util.concurrent.EventExecutorGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.ReactorResourceFactory;

import io.inkwell.ServiceClient.Answer;
import io.inkwell.ThreadSampler.Work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Event loops neither block nor compute. BlockHound detects blocking; thread sampling
 * detects computation.
 */
@InkwellService
class EventLoopIT {

    private static final String TEXT = "text-";

    private static final String ENGINE = "engine-";

    /**
     * Tokenization takes over a tenth of a second.
     */
    private static final String LONG_PROMPT = "{\"truncate_prompt_tokens\": 5, \"prompt\": \"%s\"}"
        .formatted("a".repeat(1_000_000));

    private static final String MANY_TOKENS = "{\"prompt\": [%s]}"
        .formatted(String.join(",", Collections.nCopies(400_000, "5")));

    private static final String MANY_TEXTS = "{\"n\": 32, \"max_tokens\": 100, \"ignore_eos\": true, \"top_k\": 50}";

    private static final int MAX_ROUNDS = 50;

    private final ServiceClient service;

    private final EventExecutorGroup eventLoops;

    EventLoopIT(@LocalServerPort int port, @Autowired ReactorResourceFactory resources) {
        this.service = new ServiceClient(port);
        this.eventLoops = resources.getLoopResources().onServer(true);
    }

    @BeforeEach
    void forgetBlockingCalls() {
        WatchedEventLoops.BLOCKING_CALLS.clear();
    }

    @Test
    void detectsABlockingCall() {
        this.eventLoops.submit(() -> LockSupport.parkNanos(1)).syncUninterruptibly();

        assertThat(WatchedEventLoops.BLOCKING_CALLS).singleElement().asString().contains("park", "EventLoopIT");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void doesNotBlockEventLoops(int status, String body) {
        assertThat(this.service.post(body).status()).isEqualTo(status);
        assertThat(this.service.get("/livez").status()).isEqualTo(200);
        assertThat(this.service.get("/actuator/prometheus").status()).isEqualTo(200);

        assertThat(WatchedEventLoops.BLOCKING_CALLS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | {"messages": [{"role": "user", "content": "Who?"}], "max_tokens": 9, "n": 2}
            /v1/chat/completions | {"messages": [{"role": "user", "content": "Who?"}], "max_tokens": 9, "stream": true}
            /tokenize            | {"prompt": "It is a truth", "return_token_strs": true}
            /tokenize            | {"messages": [{"role": "user", "content": "Who?"}]}
            /detokenize          | {"tokens": [5, 6, 7]}
            """)
    void doesNotBlockEventLoopsAtOtherPaths(String path, String body) {
        assertThat(this.service.post(path, body).status()).isEqualTo(200);
        assertThat(Stream.of("/health", "/version", "/tokenizer_info", "/v1/models"))
            .allSatisfy((each) -> assertThat(this.service.get(each).status()).isEqualTo(200));

        assertThat(WatchedEventLoops.BLOCKING_CALLS).isEmpty();
    }

    private static Stream<Arguments> requests() {
        String prose = "It is a truth universally acknowledged, that ".repeat(34);
        return Stream.of(arguments(200, "{\"prompt\": \"It is\", \"n\": 3}"),
                arguments(200, "{\"prompt\": \"It is\", \"n\": 3, \"stream\": true}"),
                arguments(200, "{\"prompt\": \"%s\"}".formatted(prose)),
                arguments(200, "{\"prompt\": \"%s\", \"stream\": true}".formatted(prose)),
                arguments(400, "{\"prompt\": \"%s\"}".formatted("a".repeat(100_000))), arguments(400, MANY_TOKENS),
                arguments(400, "{\"n\": 0}"), arguments(400, "no JSON"));
    }

    @Test
    void servesOthersWhileTokenizingLongPrompts() {
        List<CompletableFuture<Answer>> encoding = new ArrayList<>();
        // Enough to occupy every event loop if they tokenized.
        this.eventLoops.forEach((eventLoop) -> encoding.add(this.service.postAsync(LONG_PROMPT)));
        ThreadSampler sampler = new ThreadSampler();
        await().until(() -> {
            sampler.look();
            return sampler.hasSeen(Work.ENCODING);
        });

        assertThat(this.service.get("/livez").status()).isEqualTo(200);

        assertThat(encoding).isNotEmpty().noneMatch(CompletableFuture::isDone);
        assertThat(encoding).allSatisfy((answer) -> assertThat(answer.join().status()).isEqualTo(200));
    }

    @Test
    void doesNotComputeOnEventLoops() {
        ThreadSampler sampler = new ThreadSampler();
        for (int round = 0; round < MAX_ROUNDS && !sampler.hasSeenAll(); round++) {
            List<CompletableFuture<Answer>> answers = Stream.of(LONG_PROMPT, MANY_TOKENS, MANY_TEXTS)
                .map(this.service::postAsync)
                .toList();
            while (!answers.stream().allMatch(CompletableFuture::isDone)) {
                sampler.look();
            }
        }

        assertThat(sampler.threadsAt(Work.PARSING)).isNotEmpty().allMatch((name) -> name.startsWith(TEXT));
        assertThat(sampler.threadsAt(Work.ENCODING)).isNotEmpty().allMatch((name) -> name.startsWith(TEXT));
        assertThat(sampler.threadsAt(Work.ASSEMBLING)).isNotEmpty().allMatch((name) -> name.startsWith(TEXT));
        assertThat(sampler.threadsAt(Work.COMPUTING)).isNotEmpty().allMatch((name) -> name.startsWith(ENGINE));
        assertThat(sampler.threadsAt(Work.CHOOSING)).isNotEmpty().allMatch((name) -> name.startsWith(ENGINE));
    }

}
