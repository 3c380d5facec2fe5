package io.inkwell.explanation.importance;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;
import io.inkwell.explanation.NotCancelled;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.checkpoint.EmbeddedFloat32;
import io.inkwell.model.introspection.OutputMeasure;
import io.inkwell.web.fields.FieldChoice;

import static io.inkwell.JsonNumbers.doubles;
import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares importance for the embedded model with PyTorch autograd on Hugging Face
 * transformers (eager attention, float32). The reference uses gradients in
 * {@code inputs_embeds}, Gauss-Legendre nodes of NumPy, and hooks that zero the values of
 * one token in {@code c_attn} of one block.
 */
class GoldenImportanceIT {

    @RegisterExtension
    private static final EmbeddedFloat32 EMBEDDED = new EmbeddedFloat32();

    static List<JsonNode> cases() {
        return GoldenFiles.read("importance.json").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsMatchReference(JsonNode golden) {
        for (OutputMeasure measure : OutputMeasure.values()) {
            JsonNode expected = golden.at("/gradients/" + FieldChoice.label(measure));
            Importance saliency = compute(golden, ImportanceMethod.SALIENCY, measure, null);
            Importance product = compute(golden, ImportanceMethod.GRAD_X_INPUT, measure, null);

            assertThat(value(saliency)).isEqualTo(expected.get("value").doubleValue(), within(1e-4));
            assertThat(scores(saliency)).containsExactly(doubles(expected.get("norm")), within(1e-4));
            assertThat(scores(product)).containsExactly(doubles(expected.get("dot")), within(1e-4));
            assertThat(norms(product)).containsExactly(doubles(expected.get("dot_norm")), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void integratedGradientsMatchReference(JsonNode golden) {
        JsonNode expected = golden.get("integrated");
        Importance importance = compute(golden, ImportanceMethod.INTEGRATED_GRADIENTS, OutputMeasure.PROBABILITY,
                expected);

        assertThat(scores(importance)).containsExactly(doubles(expected.get("score")), within(1e-5));
        assertThat(norms(importance)).containsExactly(doubles(expected.get("norm")), within(1e-5));
        assertThat(importance.completeness()).isNotNull().satisfies((completeness) -> {
            assertThat(completeness.baselineValue()).isEqualTo(expected.get("baseline_value").doubleValue(),
                    within(1e-5));
            double difference = value(importance) - completeness.baselineValue();
            assertThat(completeness.sum()).isEqualTo(difference, within(0.01 * Math.abs(difference)));
            assertThat(completeness.delta()).isEqualTo(completeness.sum() - difference, within(1e-12));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueZeroingMatchesReference(JsonNode golden) {
        JsonNode expected = golden.at("/zeroing/layers");
        Importance importance = compute(golden, ImportanceMethod.VALUE_ZEROING, OutputMeasure.PROBABILITY, null);

        assertThat(importance.target()).isNull();
        List<double[]> layers = Objects.requireNonNull(importance.layers());
        assertThat(layers).hasSize(expected.size());
        for (int layer = 0; layer < expected.size(); layer++) {
            assertThat(layers.get(layer)).containsExactly(doubles(expected.get(layer)), within(1e-6));
        }
    }

    private static Importance compute(JsonNode golden, ImportanceMethod method, OutputMeasure measure,
            @Nullable JsonNode integral) {
        int[] tokens = ints(golden.get("token_ids"));
        boolean zeros = integral != null && integral.get("baseline").isNull();
        int numSteps = (integral != null) ? integral.get("n_steps").intValue() : 1;
        Integer contrast = golden.get("contrast").isNull() ? null : golden.get("contrast").intValue();
        ImportanceRequest request = new ImportanceRequest(tokens, method, measure, Granularity.TOKEN, null, contrast,
                new ImportanceBaseline(0, zeros), numSteps, golden.at("/zeroing/position").intValue());
        List<TokenSpan> parts = IntStream.range(0, tokens.length).mapToObj((i) -> new TokenSpan(i, i + 1)).toList();
        return Importance.compute(request, parts, EMBEDDED.model(), NotCancelled.TOKEN);
    }

    private static double value(Importance importance) {
        return Objects.requireNonNull(importance.target()).value();
    }

    private static double[] scores(Importance importance) {
        return importance.parts().stream().mapToDouble(Importance.Part::score).toArray();
    }

    private static double[] norms(Importance importance) {
        return importance.parts().stream().mapToDouble((part) -> Objects.requireNonNull(part.norm())).toArray();
    }

}
