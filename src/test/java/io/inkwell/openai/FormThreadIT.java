package io.inkwell.openai;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.core.scheduler.Scheduler;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests while a form that takes long is compiled. */
@InkwellService
class FormThreadIT {

    private static final String KNOWN = "{\"prompt\": \"It is\", \"guided_choice\": [\"red\", \"green\"]}";

    /** Another test of this class, or another run, does not know it. */
    private final String choice = UUID.randomUUID().toString();

    private final ServiceClient service;

    private final Scheduler formThread;

    private final CountDownLatch end = new CountDownLatch(1);

    @Autowired
    FormThreadIT(@LocalServerPort int port, @Qualifier("formScheduler") Scheduler formThread) {
        this.service = new ServiceClient(port);
        this.formThread = formThread;
    }

    @AfterEach
    void end() {
        this.end.countDown();
    }

    @Test
    void waitOnlyIfTheirFormIsNew() {
        this.service.complete(KNOWN);
        this.formThread.schedule(this::occupy);

        CompletableFuture<Answer> waiting = this.service.postAsync(
                "{\"prompt\": \"It is\", \"guided_choice\": [\"%s\"], \"max_tokens\": 60}".formatted(this.choice));

        assertThat(this.service.complete("{\"prompt\": \"It is\", \"max_tokens\": 2}").path("choices").size()).isOne();
        assertThat(this.service.ask("/tokenize", "{\"prompt\": \"It is\"}").path("count").intValue()).isPositive();
        assertThat(this.service.complete(KNOWN).at("/choices/0/text").stringValue()).isIn("red", "green");
        assertThat(waiting).isNotDone();

        this.end.countDown();
        assertThat(waiting.join().json().at("/choices/0/text").stringValue()).isEqualTo(this.choice);
    }

    private void occupy() {
        try {
            this.end.await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
