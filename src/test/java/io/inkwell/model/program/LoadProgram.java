package io.inkwell.model.program;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import io.inkwell.model.Feed;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.SafetensorsBuilder;
import io.inkwell.model.step.Gpt2Predictor;

/**
 * Loads one checkpoint repeatedly, with its data at a different file offset each time,
 * and fails if the logits change.
 */
final class LoadProgram {

    private LoadProgram() {
    }

    /**
     * @param args the checkpoint folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path weights = folder.resolve("model.safetensors");
        byte[] original = read(weights);
        float[] expected = logits(folder);
        for (int padding = 1; padding < 64; padding++) {
            write(weights, padded(original, padding));
            if (!Arrays.equals(logits(folder), expected)) {
                throw new IllegalStateException("other logits with the data " + padding + " bytes later");
            }
        }
    }

    /** Returns the file with spaces appended to its header. */
    static byte[] padded(byte[] file, int padding) {
        ByteBuffer original = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) original.getLong()];
        original.get(header);
        byte[] data = new byte[original.remaining()];
        original.get(data);
        String text = new String(header, StandardCharsets.UTF_8) + " ".repeat(padding);
        return SafetensorsBuilder.file(text.getBytes(StandardCharsets.UTF_8), data);
    }

    // Uses java.io streams because java.nio streams consume direct memory.
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
        }
    }

    private static float[] logits(Path folder) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                Gpt2Model model = Gpt2Model.load(checkpoint, WeightOptions.of(Precision.FLOAT16));
                Gpt2Predictor predictor = model.newPredictor(1)) {
            return Feed.tokens(predictor, 0, 0, 3, 1, 4, 1, 5);
        }
    }

}
