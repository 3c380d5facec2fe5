package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunLockTests {

    @TempDir
    private Path folder;

    @Test
    void keepsASecondRunOutUntilTheFirstEnds() throws IOException {
        RunLock.hold(this.folder, () -> {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> RunLock.hold(this.folder, () -> "second"))
                .withMessage("--output must be a folder that no other run uses; given: " + this.folder
                        + ", which another run uses");
            return "first";
        });

        assertThat(RunLock.hold(this.folder, () -> "third")).isEqualTo("third");
    }

}
