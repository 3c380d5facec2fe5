package io.inkwell.model;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DjlRuntimeIT {

    @Test
    void aThreadThatUsesOneCoreLeavesTheOthersTheirs() throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(Precision.FLOAT32)) {
            int usual = onNewThread(JniUtils::getNumThreads);
            int alone = onNewThread(() -> {
                DjlRuntime.useOneCoreHere(true);
                try (Gpt2Predictor predictor = model.newPredictor(1)) {
                    Feed.tokens(predictor, 0, 0, 5, 6, 7);
                }
                return JniUtils.getNumThreads();
            });
            assertThat(alone).isOne();
            assertThat(onNewThread(JniUtils::getNumThreads)).isEqualTo(usual);
            assertThat(JniUtils.getNumThreads()).isEqualTo(usual);
        }
    }

    @Test
    void aThreadMayHaveTheUsualCoresAgain() throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(Precision.FLOAT32)) {
            int usual = onNewThread(JniUtils::getNumThreads);
            int again = onNewThread(() -> {
                DjlRuntime.useOneCoreHere(true);
                DjlRuntime.useOneCoreHere(false);
                return JniUtils.getNumThreads();
            });
            assertThat(again).isEqualTo(usual);
        }
    }

    private static <T> T onNewThread(Supplier<T> supplier) {
        CompletableFuture<T> result = new CompletableFuture<>();
        new Thread(() -> result.completeAsync(supplier, Runnable::run)).start();
        return result.join();
    }

}
