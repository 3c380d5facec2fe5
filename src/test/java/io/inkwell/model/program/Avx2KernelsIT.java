package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.model.Deviation;
import io.inkwell.model.ModelProcess;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.MixedStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Tests the AVX2 kernels, also on processors with AVX-512. */
class Avx2KernelsIT {

    @TempDir
    private Path folder;

    @Test
    void equalPortableProgram() throws Exception {
        assumeThat(Processor.current().supports(Kernels.AVX2)).as("this is Linux on x86-64 with AVX2").isTrue();
        compute(Kernels.AVX2);
        for (Precision precision : List.of(Precision.FLOAT32, Precision.FLOAT16)) {
            assertThat(Deviation.largest(KernelsProgram.read(this.folder, precision), portableLogits(precision)))
                .as("%s", precision)
                .isLessThan(1e-5);
        }
        float[] exact = portableLogits(Precision.FLOAT32);
        assertThat(Deviation.usual(KernelsProgram.read(this.folder, Precision.INT8), exact)).as("error of INT8")
            .isLessThan(1.2 * Deviation.usual(portableLogits(Precision.INT8), exact));
    }

    private void compute(Kernels kernels) throws IOException, InterruptedException {
        ModelProcess.run(this.folder, List.of(), KernelsProgram.class, kernels.name(), this.folder.toString());
    }

    private static float[] portableLogits(Precision precision) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            return MixedStep.runSeveral(Gpt2Program.loadPortable(checkpoint, WeightOptions.of(precision)),
                    checkpoint.config());
        }
    }

}
