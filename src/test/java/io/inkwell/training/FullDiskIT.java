package io.inkwell.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.SmallDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class FullDiskIT {

    @TempDir
    private Path folder;

    @Test
    void keepsTheLastCheckpointAndNamesIt() throws Exception {
        assumeThat(SmallDisk.isPossible()).as("this user may mount a file system").isTrue();
        Path text = Files.writeString(this.folder.resolve("text.txt"), "one two three four five six seven eight");

        List<String> lines = FullDisk.train(this.folder, text);

        Path disk = this.folder.resolve("disk");
        assertThat(lines.get(0)).startsWith("cannot save " + disk.resolve("checkpoint-2") + ": ")
            .contains("No space left on device")
            .endsWith("; the last whole checkpoint is " + disk.resolve("checkpoint-1"));
        assertThat(lines.subList(1, lines.size())).containsExactly(disk.resolve(RunLock.FILE).toString(),
                disk.resolve("checkpoint-1").toString());
    }

}
