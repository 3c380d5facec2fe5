package io.inkwell.web.stream;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.RequestIds;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class EventStreamTests {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final EventStream events = new EventStream(JsonMapper.shared(),
            new StreamSettings(SILENCE, 1000, Duration.ofMinutes(1)));

    private final MockServerHttpResponse response = new MockServerHttpResponse();

    @Test
    void writesAFailureMidStreamAsTheLastEvent() {
        Flux<Map<String, Integer>> failing = Flux.just(Map.of("a", 1))
            .concatWith(Flux.error(new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down")));

        this.events.write(this.response, failing).block();

        assertThat(this.response.getBodyAsString().block()).isEqualTo("""
                data: {"a":1}

                data: {"error":{"message":"the service is shutting down","type":"unavailable_error",\
                "param":null,"code":"unavailable"}}

                data: [DONE]

                """);
    }

    @Test
    void logsAnUnexpectedFailureMidStream(CapturedOutput output) {
        Flux<Map<String, Integer>> failing = Flux.just(Map.of("a", 1))
            .concatWith(Flux.error(new IllegalStateException("for a test")));
        this.response.getHeaders().set(RequestIds.HEADER, "req-1");

        this.events.write(this.response, failing).block();

        assertThat(output).contains("The stream of request req-1 failed", "IllegalStateException: for a test");
        assertThat(this.response.getBodyAsString().block()).contains("internal error").doesNotContain("for a test");
    }

    @Test
    void writesAnErrorOfMemoryAsTheLastEvent(CapturedOutput output) {
        Flux<Object> publishing = Flux.create((sink) -> {
            sink.next(Map.of("a", 1));
            sink.next(new TooLarge());
        });

        this.events.write(this.response, publishing).block();

        assertThat(output).contains("OutOfMemoryError: for a test");
        assertThat(this.response.getBodyAsString().block()).startsWith("data: {\"a\":1}\n\ndata: {\"error\":")
            .contains("the response could not be written")
            .endsWith("data: [DONE]\n\n");
    }

    @Test
    void failureBeforeTheFirstEventFailsTheResponse() {
        ServiceException full = new ServiceException(ErrorKind.OVERLOADED, "too many requests are waiting");

        StepVerifier.create(this.events.write(this.response, Flux.error(full)))
            .verifyErrorSatisfies((failure) -> assertThat(failure).isSameAs(full));
        assertThat(this.response.isCommitted()).isFalse();
    }

    @Test
    void writesAFailureAfterAHeartbeatAsAnEvent() {
        Flux<?> waiting = Flux.error(() -> new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down"))
            .delaySubscription(SILENCE.plusSeconds(1));

        StepVerifier.withVirtualTime(() -> this.events.write(this.response, waiting))
            .thenAwait(SILENCE.plusSeconds(1))
            .verifyComplete();

        assertThat(this.response.getBodyAsString().block()).isEqualTo("""
                : heartbeat

                data: {"error":{"message":"the service is shutting down","type":"unavailable_error",\
                "param":null,"code":"unavailable"}}

                data: [DONE]

                """);
    }

    @Test
    void writesTheEventsOfAnotherFormat() {
        EventFormat named = new EventFormat() {
            @Override
            public String name(Object event) {
                return event.toString();
            }

            @Override
            public Object failure(ServiceException failure) {
                return "failed";
            }

            @Override
            public boolean endsWithDone() {
                return false;
            }
        };
        Flux<String> failing = Flux.just("a")
            .concatWith(Flux.error(new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down")));

        this.events.write(this.response, failing, named).block();

        assertThat(this.response.getBodyAsString().block()).isEqualTo("""
                event: a
                data: "a"

                event: failed
                data: "failed"

                """);
    }

    @Test
    void endsAnEmptyStream() {
        this.events.write(this.response, Flux.empty()).block();

        assertThat(this.response.getBodyAsString().block()).isEqualTo("data: [DONE]\n\n");
    }

    static final class TooLarge {

        public int getNumber() {
            throw new OutOfMemoryError("for a test");
        }

    }

}
