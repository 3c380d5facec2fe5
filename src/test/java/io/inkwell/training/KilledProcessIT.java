package io.inkwell.training;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KilledProcessIT {

    @TempDir
    private Path folder;

    @Test
    void leavesTheLastWholeCheckpoint() throws Exception {
        assertThat(KilledProcess.run(this.folder)).isEqualTo(KilledProcess.EXIT_CODE);
        assertThat(DurableFiles.list(this.folder)).containsExactly(this.folder.resolve("checkpoint-10"),
                this.folder.resolve("checkpoint-20.incomplete"));

        RunFolder run = RunFolder.resume(this.folder);

        assertThat(run.lastStep()).hasValue(10);
        assertThat(DurableFiles.list(this.folder)).containsExactly(run.checkpoint(10));
    }

}
