package io.inkwell.weights;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.NotCancelled;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/** Compares with NumPy on the file of the embedded model. */
class WeightMatrixTests {

    private static final JsonNode NUMPY = read();

    private final Checkpoint checkpoint;

    WeightMatrixTests() throws IOException {
        this.checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER);
    }

    private static JsonNode read() {
        InputStream json = WeightMatrixTests.class.getResourceAsStream("weights.json");
        return JsonMapper.shared().readTree(Objects.requireNonNull(json));
    }

    @AfterEach
    void close() throws IOException {
        this.checkpoint.close();
    }

    static Stream<JsonNode> statistics() {
        return NUMPY.path("statistics").valueStream();
    }

    @ParameterizedTest
    @MethodSource("statistics")
    void statisticsMatchNumPy(JsonNode expected) throws IOException {
        WeightTensor tensor = new WeightTensor(this.checkpoint, expected.path("name").stringValue());

        WeightStatistics statistics = WeightStatistics.of(tensor, NotCancelled.TOKEN);

        assertThat(statistics.min()).isEqualTo(expected.path("min").floatValue());
        assertThat(statistics.max()).isEqualTo(expected.path("max").floatValue());
        assertThat(statistics.mean()).isEqualTo(expected.path("mean").floatValue(), offset(1e-7f));
        assertThat(statistics.std()).isEqualTo(expected.path("std").floatValue(), offset(1e-7f));
        assertThat(statistics.norm()).isEqualTo(expected.path("norm").floatValue(), offset(1e-5f));
        assertThat(statistics.histogram().counts())
            .containsExactly(expected.path("counts").valueStream().mapToLong(JsonNode::longValue).toArray());
        assertThat(statistics.nonFinite()).isZero();
    }

    @Test
    void blockWithAStep() throws IOException {
        WeightQuery query = query("3:9:3", "570:576", null, false);

        assertRows(query, "h.1.attn.c_attn.weight", "block");
    }

    @Test
    void columnsAsCurves() throws IOException {
        WeightQuery query = query("0:6", null, "0,1,191", false);

        assertRows(query, "wpe.weight", "curves");
    }

    @Test
    void cosinesOfPositions() throws IOException {
        WeightQuery query = query("0:100:20", null, null, true);

        assertRows(query, "wpe.weight", "cosines");
    }

    private static WeightQuery query(@Nullable String rows, @Nullable String cols, @Nullable String dims,
            boolean cosine) {
        return new WeightQuery(rows, cols, dims, cosine, WeightFormat.JSON, null);
    }

    private void assertRows(WeightQuery query, String weight, String expected) throws IOException {
        WeightTensor tensor = new WeightTensor(this.checkpoint, weight);
        WeightMatrix matrix = query.matrix(tensor, NotCancelled.TOKEN);

        assertThat(matrix.numRows()).isEqualTo(NUMPY.path(expected).size());
        for (int row = 0; row < matrix.numRows(); row++) {
            JsonNode numbers = NUMPY.path(expected).get(row);
            float[] floats = new float[numbers.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = numbers.get(i).floatValue();
            }
            assertThat(matrix.row(tensor, row)).containsExactly(floats, offset(1e-6f));
        }
    }

}
