package io.inkwell.engine;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.inkwell.LogLines;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

import static org.assertj.core.api.Assertions.assertThat;

/** A listener that throws changes neither the requests nor the engine. */
class FailingListenerTests {

    private final EngineListener failing = (EngineListener) Proxy.newProxyInstance(
            EngineListener.class.getClassLoader(), new Class<?>[] { EngineListener.class },
            (proxy, method, arguments) -> {
                throw new IllegalStateException("for a test");
            });

    @Test
    void requestsEndAsUsual() {
        try (TestEngine engine = TestEngine.on(new FakeCausalLm(4, 64)).listener(this.failing).start()) {
            RecordedGeneration running = engine.submit(Requests.greedy(Requests.prompt(3, 1), 50));
            engine.submit(Requests.greedy(Requests.prompt(3, 2), 50), new RecordedGeneration()).cancel();
            running.await();
            engine.complete(Requests.prompt(5, 1), 5);
            engine.awaitIdle();

            assertThat(engine.isAlive()).isTrue();
        }
    }

    @Test
    void firstExceptionOfEachEventIsLogged() {
        try (LogLines log = LogLines.of(GuardedListener.class);
                TestEngine engine = TestEngine.on(new FakeCausalLm(4, 64)).listener(this.failing).start()) {
            engine.complete(Requests.prompt(3, 1), 4);
            engine.complete(Requests.prompt(3, 2), 4);
            engine.awaitIdle();

            assertThat(log.messages())
                .contains("EngineListener.onStep threw an exception", "EngineListener.onEnd threw an exception")
                .doesNotHaveDuplicates();
        }
    }

    @Test
    void waitingRequestsMoveToTheReplacementOfAReplica() {
        CountDownLatch resume = new CountDownLatch(1);
        FakeCausalLm broken = new FakeCausalLm(1, 64) {
            @Override
            public StepOutput step(StepInput input) {
                TestEngine.await(resume);
                throw new IllegalStateException("for a test");
            }
        };
        Queue<FakeCausalLm> predictors = new ArrayDeque<>(List.of(broken, new FakeCausalLm(1, 64)));
        try (PredictorPool pool = PredictorPool.start(1,
                (i) -> TestEngine.on(predictors.remove()).listener(this.failing).start().engine(), this.failing)) {
            int[] prompt = Requests.prompt(4, 1);
            RecordedGeneration running = new RecordedGeneration();
            pool.submit(Requests.greedy(prompt, 3), running);
            RecordedGeneration waiting = new RecordedGeneration();
            pool.submit(Requests.greedy(prompt, 3), waiting);
            resume.countDown();

            assertThat(running.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
            waiting.await();
            assertThat(waiting.tokens(0)).isEqualTo(FakeCausalLm.expected(prompt, 3));
        }
    }

    @Test
    void exceptionInOnEndIsReportedAsAFailure() {
        try (TestEngine engine = TestEngine.on(new FakeCausalLm(4, 64)).start()) {
            RecordedGeneration failing = new RecordedGeneration() {
                @Override
                public void onEnd(GenerationTimings timings) {
                    throw new IllegalStateException("for a test");
                }
            };
            engine.submit(Requests.greedy(Requests.prompt(3, 1), 4), failing);

            assertThat(failing.failure().kind()).isEqualTo(ErrorKind.GENERATION_FAILED);
            engine.complete(Requests.prompt(5, 1), 5);
            engine.awaitIdle();
        }
    }

    @Test
    void errorInOnFailureEndsOnlyItsRequest() {
        try (TestEngine engine = TestEngine.on(new FakeCausalLm(4, 64)).start()) {
            engine.submit(Requests.greedy(new int[] { 1, 2 }, 3), new RecordedGeneration() {
                @Override
                public void onToken(int choice, SampledToken token) {
                    throw new AssertionError("for a test");
                }

                @Override
                public void onFailure(ServiceException failure) {
                    throw new AssertionError("for a test");
                }
            });
            engine.complete(Requests.prompt(5, 1), 5);
            engine.awaitIdle();

            assertThat(engine.isAlive()).isTrue();
        }
    }

}
