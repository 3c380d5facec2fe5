package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.program.WeightOptions;

/**
 * The small model in the test resources, which is the embedded model in tests. The model
 * in the jar may be another.
 */
public final class EmbeddedCheckpoint {

    public static final Path FOLDER = Path.of("src/test/resources/io/inkwell/registry/embedded");

    private EmbeddedCheckpoint() {
    }

    public static Gpt2Model load(Precision precision) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(FOLDER)) {
            return Gpt2Model.load(checkpoint, WeightOptions.of(precision));
        }
    }

}
