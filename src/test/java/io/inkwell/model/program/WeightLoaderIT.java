package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.model.ModelProcess;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.RandomCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;

class WeightLoaderIT {

    @TempDir
    private Path folder;

    @Test
    void loadsWithLittleDirectMemoryAtAnyOffset() throws IOException, InterruptedException {
        RandomCheckpoint.tiny().with("vocab_size", 40_000).with("n_embd", 128).writeTo(this.folder);
        assertThat(Files.size(this.folder.resolve("model.safetensors"))).isGreaterThan(20_000_000);

        ModelProcess.run(this.folder, List.of("-XX:MaxDirectMemorySize=9m"), LoadProgram.class, this.folder.toString());
    }

    @Test
    void transientBytesCoverLargestWeightAndMatrix() throws IOException {
        RandomCheckpoint wide = RandomCheckpoint.tiny().withType(ElementType.F16).with("vocab_size", 1000);
        try (Checkpoint checkpoint = wide.open()) {
            // wte [1000, 16] and c_fc [16, 64] in float32, and a buffer for wte in
            // float16.
            assertThat(WeightLoader.transientBytes(checkpoint)).isEqualTo(4 * (16_000 + 1024) + 2 * 16_000);
        }
    }

}
