package io.inkwell.model.program;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;

import static org.assertj.core.api.Assertions.assertThat;

class DjlRuntimeIT {

    @Test
    void oneCoreAppliesToCallingThreadOnlyAndIsReversible() throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(Precision.FLOAT32)) {
            int usual = onNewThread(JniUtils::getNumThreads);
            List<Integer> numbers = onNewThread(() -> {
                DjlRuntime.useOneCoreHere(true);
                try (Gpt2Predictor predictor = model.newPredictor(1)) {
                    Feed.tokens(predictor, 0, 0, 5, 6, 7);
                }
                int alone = JniUtils.getNumThreads();
                DjlRuntime.useOneCoreHere(false);
                return List.of(alone, JniUtils.getNumThreads());
            });
            assertThat(numbers).containsExactly(1, usual);
            assertThat(onNewThread(JniUtils::getNumThreads)).isEqualTo(usual);
            assertThat(JniUtils.getNumThreads()).isEqualTo(usual);
        }
    }

    private static <T> T onNewThread(Supplier<T> supplier) {
        CompletableFuture<T> result = new CompletableFuture<>();
        new Thread(() -> result.completeAsync(supplier, Runnable::run)).start();
        return result.join();
    }

}
