package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.inkwell.error.ServiceException;
import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.training.MergedWeights;

/** Writes a model with an adapter as a model of its own. */
public final class MergedModel {

    private MergedModel() {
    }

    /**
     * Writes a folder in transformers' layout, in float32.
     * @param base a folder with a checkpoint and its tokenizer
     * @param adapter a folder in PEFT's layout
     * @param output a new or empty folder; its weights come last
     * @throws ServiceException if the output has files
     * @throws IOException if a file cannot be read or written, or the adapter does not
     * fit the model
     */
    public static void write(Path base, Path adapter, Path output) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(base)) {
            LoraAdapter factors = LoraAdapter.read(adapter, checkpoint.config());
            ServiceException.require(!Files.exists(output) || Files.isDirectory(output), "OUTPUT", "a folder", output);
            Files.createDirectories(output);
            ServiceException.require(DurableFiles.list(output).isEmpty(), "OUTPUT", "a new or empty folder", output);
            ModelFiles.read(base).write(output);
            Path incomplete = output.resolve(Checkpoint.WEIGHTS_FILE + DurableFiles.INCOMPLETE);
            try {
                MergedWeights.write(checkpoint, factors, incomplete);
            }
            catch (IOException ex) {
                Files.deleteIfExists(incomplete);
                throw ex;
            }
            Files.move(incomplete, output.resolve(Checkpoint.WEIGHTS_FILE));
        }
    }

}
