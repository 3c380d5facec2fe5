package io.inkwell.explanation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.explanation.importance.Importance;
import io.inkwell.explanation.importance.ImportanceBaseline;
import io.inkwell.explanation.importance.ImportanceMethod;
import io.inkwell.explanation.importance.ImportanceRequest;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.introspection.OutputMeasure;
import io.inkwell.model.program.WeightOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A model whose attention adds nothing, so that only the last token affects the output.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IgnoredTokensIT {

    private Gpt2Model model;

    @BeforeAll
    void load() throws IOException {
        RandomCheckpoint deaf = RandomCheckpoint.tiny().withZeros("h.0.attn.c_proj.weight", "h.1.attn.c_proj.weight");
        try (Checkpoint checkpoint = deaf.open()) {
            this.model = Gpt2Model.load(checkpoint, WeightOptions.of(Precision.FLOAT32));
        }
    }

    @AfterAll
    void close() {
        this.model.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "LEAVE_ONE_OUT", "VALUE_ZEROING", "NOISE" })
    void ignoredTokensScoreZero(ImportanceMethod method) {
        double[] scores = scores(method);

        assertThat(Arrays.copyOf(scores, 4)).containsExactly(new double[4], within(1e-5));
        assertThat(scores[4]).isNotCloseTo(0, within(1e-3));
    }

    /** The tokens after a removed one move to other positions. */
    @Test
    void removingIgnoredTokensShiftsPositions() {
        assertThat(Arrays.stream(scores(ImportanceMethod.LEAVE_ONE_OUT)).boxed())
            .allMatch((score) -> Math.abs(score) > 1e-3);
    }

    @Test
    void ignoredValuesScoreZero() {
        assertThat(scores(ImportanceMethod.VALUE_ZEROING)).containsExactly(new double[5], within(1e-6));
    }

    private double[] scores(ImportanceMethod method) {
        ImportanceRequest request = new ImportanceRequest(new int[] { 7, 3, 50, 21, 9 }, method, OutputMeasure.LOGIT,
                Granularity.TOKEN, 11, null, new ImportanceBaseline(1, false), 10, 4);
        List<TokenSpan> parts = IntStream.range(0, 5).mapToObj((i) -> new TokenSpan(i, i + 1)).toList();
        return Importance.compute(request, parts, this.model, NotCancelled.TOKEN)
            .parts()
            .stream()
            .mapToDouble(Importance.Part::score)
            .toArray();
    }

}
