package io.inkwell.model.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.MixedStep;

/**
 * Computes {@link MixedStep#SEVERAL} with given kernels. A process keeps its first
 * library, so other kernels require another process.
 */
final class KernelsProgram {

    static final List<Precision> PRECISIONS = List.of(Precision.FLOAT32, Precision.FLOAT16, Precision.INT8);

    private KernelsProgram() {
    }

    /**
     * @param args the kernels, and the folder for a file with logits of the embedded
     * model in each precision
     */
    public static void main(String[] args) throws IOException {
        Kernels kernels = Kernels.valueOf(args[0]);
        DjlRuntime.useKernels(kernels);
        for (Precision precision : PRECISIONS) {
            try (Gpt2Model model = EmbeddedCheckpoint.load(precision);
                    Gpt2Predictor predictor = model.newPredictor(MixedStep.NUM_SLOTS)) {
                if (model.kernels() != kernels) {
                    throw new IllegalStateException("the model has " + model.kernels());
                }
                write(MixedStep.run(predictor, MixedStep.SEVERAL), Path.of(args[1], precision.label()));
            }
        }
    }

    static float[] read(Path folder, Precision precision) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(precision.label())));
        float[] logits = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(logits);
        return logits;
    }

    private static void write(float[] logits, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * logits.length);
        bytes.asFloatBuffer().put(logits);
        Files.write(file, bytes.array());
    }

}
