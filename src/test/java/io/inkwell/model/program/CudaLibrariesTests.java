package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CudaLibrariesTests {

    /** Fails if a new version of DJL has other flavors of PyTorch. */
    @Test
    void extractsLibrariesOfTheClassPath(@TempDir Path folder) throws IOException {
        CudaLibraries.extractTo(folder.resolve("cuda"));

        assertThat(folder.resolve("cuda/cu128/libdjl_torch.so")).isNotEmptyFile();
        assertThat(folder.resolve("cuda/cpu/libdjl_torch.so")).isNotEmptyFile();
        assertThat(folder.resolve("cuda/libjnidispatch.so")).isNotEmptyFile();
    }

}
