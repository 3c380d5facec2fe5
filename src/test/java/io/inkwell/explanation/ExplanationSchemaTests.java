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
import io.inkwell.explanation.distribution.NextTokenAnswer;
import io.inkwell.explanation.distribution.NextTokenBody;
import io.inkwell.explanation.distribution.ScoreAnswer;
import io.inkwell.explanation.distribution.ScoreBody;
import io.inkwell.explanation.generation.BeamAnswer;
import io.inkwell.explanation.generation.BeamBody;
import io.inkwell.explanation.generation.BeamTree;
import io.inkwell.explanation.generation.CacheAnswer;
import io.inkwell.explanation.generation.CacheBody;
import io.inkwell.explanation.generation.TraceAnswer;
import io.inkwell.explanation.generation.TraceAttention;
import io.inkwell.explanation.generation.TraceBody;
import io.inkwell.explanation.generation.TraceStep;
import io.inkwell.explanation.importance.ImportanceAnswer;
import io.inkwell.explanation.importance.ImportanceBody;
import io.inkwell.explanation.noise.NoiseAnswer;
import io.inkwell.explanation.noise.NoiseFields;
import io.inkwell.explanation.noise.NoiseProgress;
import io.inkwell.explanation.text.ExplainedToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The document names the fields that the records have. */
class ExplanationSchemaTests {

    private final ApiDocument document = new ApiDocument();

    @ParameterizedTest
    @MethodSource
    void recordsHaveTheFieldsOfTheirSchemas(String schema, Class<?> type) {
        assertThat(this.document.properties(this.document.schema(schema))).containsOnlyKeys(fields(type));
    }

    static Stream<Arguments> recordsHaveTheFieldsOfTheirSchemas() {
        return Stream.of(arguments("ScoreBody", ScoreBody.class), arguments("ScoreAnswer", ScoreAnswer.class),
                arguments("ScoredText", ScoreAnswer.Text.class), arguments("ScoredToken", ScoreAnswer.Token.class),
                arguments("ExplainedToken", ExplainedToken.class), arguments("NextTokenBody", NextTokenBody.class),
                arguments("NextTokenAnswer", NextTokenAnswer.class),
                arguments("NextTokenCandidate", NextTokenAnswer.Candidate.class),
                arguments("NextTokenStage", NextTokenAnswer.Stage.class),
                arguments("StagedCandidate", NextTokenAnswer.StagedCandidate.class),
                arguments("BeamBody", BeamBody.class), arguments("BeamAnswer", BeamAnswer.class),
                arguments("BeamNode", BeamTree.Node.class), arguments("BeamResult", BeamAnswer.Result.class),
                arguments("CacheBody", CacheBody.class), arguments("CacheAnswer", CacheAnswer.class),
                arguments("CacheWork", CacheAnswer.Work.class), arguments("TraceBody", TraceBody.class),
                arguments("TraceAnswer", TraceAnswer.class), arguments("TraceStep", TraceStep.class),
                arguments("TraceAttention", TraceAttention.class),
                arguments("TraceImportances", TraceStep.Importances.class),
                arguments("ImportanceBody", ImportanceBody.class),
                arguments("ImportanceAnswer", ImportanceAnswer.class),
                arguments("ImportancePart", ImportanceAnswer.Part.class),
                arguments("ImportanceCompleteness", ImportanceAnswer.Completeness.class),
                arguments("NoiseFields", NoiseFields.class), arguments("NoiseAnswer", NoiseAnswer.class),
                arguments("NoisePart", NoiseAnswer.Part.class), arguments("NoiseProgress", NoiseProgress.class));
    }

    /** By the names on the wire, those of unwrapped records in their place. */
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
