package io.inkwell.explanation;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.docs.ApiDocument;
import io.inkwell.explanation.attention.AttentionBody;
import io.inkwell.explanation.distribution.LensArraysResponse;
import io.inkwell.explanation.distribution.LensBody;
import io.inkwell.explanation.distribution.LensResponse;
import io.inkwell.explanation.distribution.NextTokenBody;
import io.inkwell.explanation.distribution.NextTokenResponse;
import io.inkwell.explanation.distribution.ScoreBody;
import io.inkwell.explanation.distribution.ScoreResponse;
import io.inkwell.explanation.generation.BeamBody;
import io.inkwell.explanation.generation.BeamResponse;
import io.inkwell.explanation.generation.BeamTree;
import io.inkwell.explanation.generation.CacheBody;
import io.inkwell.explanation.generation.CacheResponse;
import io.inkwell.explanation.generation.TraceAttention;
import io.inkwell.explanation.generation.TraceBody;
import io.inkwell.explanation.generation.TraceResponse;
import io.inkwell.explanation.generation.TraceStep;
import io.inkwell.explanation.importance.ImportanceBody;
import io.inkwell.explanation.importance.ImportanceResponse;
import io.inkwell.explanation.importance.ImportanceResult;
import io.inkwell.explanation.noise.NoiseFields;
import io.inkwell.explanation.noise.NoiseProgress;
import io.inkwell.explanation.noise.NoiseResponse;
import io.inkwell.explanation.text.ExplainedToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The OpenAPI document has the same fields as the records. */
class ExplanationSchemaTests {

    private final ApiDocument document = new ApiDocument();

    @ParameterizedTest
    @MethodSource
    void recordsMatchOpenApiSchemas(String schema, Class<?> type) {
        assertThat(this.document.properties(this.document.schema(schema))).containsOnlyKeys(fields(type));
    }

    static Stream<Arguments> recordsMatchOpenApiSchemas() {
        return Stream.of(arguments("ScoreBody", ScoreBody.class), arguments("ScoreResponse", ScoreResponse.class),
                arguments("ScoredText", ScoreResponse.Prompt.class),
                arguments("ScoredToken", ScoreResponse.Token.class), arguments("ExplainedToken", ExplainedToken.class),
                arguments("NextTokenBody", NextTokenBody.class),
                arguments("NextTokenResponse", NextTokenResponse.class),
                arguments("PositionPrediction", NextTokenResponse.PositionPrediction.class),
                arguments("NextTokenCandidate", NextTokenResponse.Candidate.class),
                arguments("NextTokenStage", NextTokenResponse.Stage.class),
                arguments("StagedCandidate", NextTokenResponse.StagedCandidate.class),
                arguments("LogitLensBody", LensBody.class), arguments("LogitLensResponse", LensResponse.class),
                arguments("LogitLensArraysResponse", LensArraysResponse.class),
                arguments("AttentionBody", AttentionBody.class), arguments("BeamBody", BeamBody.class),
                arguments("BeamResponse", BeamResponse.class), arguments("BeamNode", BeamTree.Node.class),
                arguments("BeamResult", BeamResponse.Result.class), arguments("CacheBody", CacheBody.class),
                arguments("CacheResponse", CacheResponse.class), arguments("CacheWork", CacheResponse.Work.class),
                arguments("TraceBody", TraceBody.class), arguments("TraceResponse", TraceResponse.class),
                arguments("TraceStep", TraceStep.class), arguments("TraceAttention", TraceAttention.class),
                arguments("TraceImportances", TraceStep.Importances.class),
                arguments("ImportanceBody", ImportanceBody.class),
                arguments("ImportanceResponse", ImportanceResponse.class),
                arguments("ImportanceResponses", ImportanceResponse.Several.class),
                arguments("ImportanceResult", ImportanceResponse.PrefixResult.class),
                arguments("ImportancePart", ImportanceResult.Part.class),
                arguments("ImportanceCompleteness", ImportanceResult.Completeness.class),
                arguments("NoiseFields", NoiseFields.class), arguments("NoiseResponse", NoiseResponse.class),
                arguments("NoisePart", NoiseResponse.Part.class), arguments("NoiseProgress", NoiseProgress.class));
    }

    /** The JSON field names, with unwrapped records flattened. */
    private static Set<String> fields(Class<?> type) {
        Set<String> fields = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.addAll(fields(component.getType()));
            }
            else {
                fields.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
            }
        }
        return fields;
    }

}
