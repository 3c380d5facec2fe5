package io.inkwell.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.NotCancelled;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.SafetensorsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class WeightStatisticsTests {

    @Test
    void describeEqualValues() throws IOException {
        float[] values = new float[16];
        Arrays.fill(values, 1e6f);

        WeightStatistics statistics = of(values);

        assertThat(statistics.mean()).isEqualTo(1e6f);
        assertThat(statistics.std()).isZero();
        assertThat(statistics.norm()).isEqualTo(4e6f);
        assertThat(statistics.histogram().counts()).startsWith(16).hasSize(64);
    }

    @Test
    void keepPrecisionWithLargeMean() throws IOException {
        float[] values = new float[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e6f + ((i % 2 == 0) ? 1 : -1);
        }

        assertThat(of(values).std()).isEqualTo(1, within(1e-6f));
    }

    @Test
    void excludeNonFiniteValues() throws IOException {
        float[] values = new float[16];
        values[0] = Float.NaN;
        values[1] = Float.POSITIVE_INFINITY;
        values[2] = 7;
        values[3] = -7;

        WeightStatistics statistics = of(values);

        assertThat(statistics.nonFinite()).isEqualTo(2);
        assertThat(statistics.min()).isEqualTo(-7);
        assertThat(statistics.max()).isEqualTo(7);
        assertThat(statistics.mean()).isZero();
        assertThat(statistics.histogram().counts()).startsWith(1).endsWith(1);
        assertThat(Arrays.stream(statistics.histogram().counts()).sum()).isEqualTo(14);
    }

    @Test
    void areZeroWithoutFiniteValues() throws IOException {
        float[] values = new float[16];
        Arrays.fill(values, Float.NaN);

        WeightStatistics statistics = of(values);

        assertThat(statistics.nonFinite()).isEqualTo(16);
        assertThat(statistics).extracting(WeightStatistics::mean, WeightStatistics::max, WeightStatistics::norm)
            .containsOnly(0f);
    }

    @Test
    void stopWhenCancelled() throws IOException {
        CancellationToken gone = new CancellationToken(() -> {
        });
        gone.cancel();
        try (Checkpoint checkpoint = RandomCheckpoint.tiny().open()) {
            WeightTensor tensor = new WeightTensor(checkpoint, "wte.weight");

            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> WeightStatistics.of(tensor, gone));
        }
    }

    /** Computes the statistics of the final norm with these biases. */
    private static WeightStatistics of(float[] values) throws IOException {
        RandomCheckpoint model = RandomCheckpoint.tiny();
        SafetensorsBuilder writer = new SafetensorsBuilder();
        try (Checkpoint shapes = model.open()) {
            model.weights()
                .forEach((name, weights) -> writer.add(name, ElementType.F32, shapes.info(name).shape(),
                        name.equals("ln_f.bias") ? values : weights));
        }
        try (Checkpoint checkpoint = Checkpoint.of(model.config(),
                SafetensorsFile.wrap("test", ByteBuffer.wrap(writer.toBytes())))) {
            return WeightStatistics.of(new WeightTensor(checkpoint, "ln_f.bias"), NotCancelled.TOKEN);
        }
    }

}
