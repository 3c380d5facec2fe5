package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Gpt2Config;

/** The adapters of the embedded model that {@code record.py} wrote with PEFT. */
public enum RecordedAdapter {

    /** Rank 2, all targets. */
    ALL("all"),
    /** Rank 3, two targets, the scale of rsLoRA. */
    SOME("some");

    /** The folder of the recorded files. */
    public static final Path FOLDER = Path.of("src/test/resources/io/inkwell/model/adapter");

    private final String name;

    RecordedAdapter(String name) {
        this.name = name;
    }

    public Path folder() {
        return FOLDER.resolve(this.name);
    }

    public LoraAdapter read() throws IOException {
        return LoraAdapter.read(folder(), embeddedConfig());
    }

    public static Gpt2Config embeddedConfig() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            return checkpoint.config();
        }
    }

}
