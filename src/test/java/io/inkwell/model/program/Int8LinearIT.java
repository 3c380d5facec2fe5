package io.inkwell.model.program;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.inkwell.model.Deviation;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the int8 matrix product: a row must not depend on other rows of the batch, and
 * must be close to the float32 product.
 */
@TestInstance(Lifecycle.PER_CLASS)
class Int8LinearIT {

    /**
     * The second MLP matrix of layer 0, whose input is the output of the activation.
     */
    private static final int MLP_PROJECTION = 3;

    private static final int WIDTH = 4 * 192;

    private final Random random = new Random(7);

    private Model int8;

    private Model float32;

    @BeforeAll
    void load() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            this.int8 = Gpt2Program.load(checkpoint, WeightOptions.of(Precision.INT8), ComputeDevice.CPU);
            this.float32 = Gpt2Program.load(checkpoint, WeightOptions.of(Precision.FLOAT32), ComputeDevice.CPU);
        }
    }

    @AfterAll
    void close() {
        this.int8.close();
        this.float32.close();
    }

    @Test
    void rowIsBitwiseIndependentOfBatch() {
        float[] row = activations(1, false);
        float[] alone = linear(this.int8, 1, row);
        for (int numRows : new int[] { 2, 3, 8, 16, 33 }) {
            for (float loudness : new float[] { 1e-3f, 1, 1e4f }) {
                float[] rows = activations(numRows, false);
                for (int i = 0; i < rows.length; i++) {
                    rows[i] *= loudness;
                }
                int place = numRows / 2;
                System.arraycopy(row, 0, rows, place * WIDTH, WIDTH);
                float[] together = linear(this.int8, numRows, rows);
                int width = alone.length;
                assertThat(Arrays.copyOfRange(together, place * width, (place + 1) * width))
                    .as("with %d other rows, %s times as loud", numRows - 1, loudness)
                    .isEqualTo(alone);
            }
        }
    }

    @Test
    void errorIsSmallForPositiveActivations() {
        float[] rows = activations(16, true);
        assertThat(Deviation.usual(linear(this.int8, 16, rows), linear(this.float32, 16, rows))).isBetween(1e-4, 0.05);
    }

    @Test
    void zeroRowReturnsBias() {
        float[] zeros = new float[WIDTH];
        assertThat(linear(this.int8, 1, zeros)).isEqualTo(linear(this.float32, 1, zeros));
    }

    private float[] activations(int numRows, boolean afterGelu) {
        float[] rows = new float[numRows * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            double x = this.random.nextGaussian();
            double gelu = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            rows[i] = (float) (afterGelu ? gelu : x);
        }
        return rows;
    }

    private static float[] linear(Model model, int numRows, float[] rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray x = manager.create(rows, new Shape(numRows, WIDTH));
            NDList call = new NDList(Gpt2Program.method(manager, "apply_linear"), x,
                    manager.create((long) MLP_PROJECTION));
            NDList result = model.getBlock().forward(new ParameterStore(manager, false), call, false);
            return result.singletonOrThrow().toFloatArray();
        }
    }

}
