package io.inkwell.model.program;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.model.ModelProcess;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Tests the AVX2 kernels, also on processors with AVX-512. */
class Avx2KernelsIT {

    @TempDir
    private Path folder;

    @Test
    void passAllTestsOfTheKernels() throws Exception {
        assumeThat(Processor.current().supports(Kernels.AVX2)).as("this is Linux on x86-64 with AVX2").isTrue();
        ModelProcess.run(this.folder, List.of(), KernelsProgram.class, Kernels.AVX2.name());
    }

}
