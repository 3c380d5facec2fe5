package io.inkwell.explanation.attention;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.web.fields.FieldChoice;

/**
 * The body of {@code POST /v1/explain/attention}.
 *
 * @param prompt a string or a list of token ids
 * @param hideFirstToken whether to set the weight of the first token to 0
 * @param products whether view neuron returns products; default true
 */
public record AttentionBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable String view,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> layers,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> heads,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> stages, @Nullable String combine,
        @Nullable Boolean hideFirstToken, @Nullable Boolean products, @Nullable String encoding,
        @Nullable String format) implements ExplanationBody {

    /**
     * @throws io.inkwell.error.ServiceException an invalid request, if a field breaks a
     * rule or fields conflict
     */
    AttentionRequest toRequest() {
        return new AttentionRequest(FieldChoice.of("view", this.view, AttentionView.HEAD), this.layers, this.heads,
                stageSet(), FieldChoice.of("combine", this.combine, AttentionCombination.NONE),
                Boolean.TRUE.equals(this.hideFirstToken), !Boolean.FALSE.equals(this.products),
                FieldChoice.of("encoding", this.encoding, AttentionEncoding.JSON),
                FieldChoice.of("format", this.format, AttentionFormat.NATIVE));
    }

    private Set<AttentionStage> stageSet() {
        Set<AttentionStage> chosen = EnumSet.noneOf(AttentionStage.class);
        if (this.stages != null) {
            this.stages.forEach((stage) -> chosen.add(FieldChoice.of("stages", stage, AttentionStage.SOFTMAX)));
        }
        if (chosen.isEmpty()) {
            chosen.add(AttentionStage.SOFTMAX);
        }
        return chosen;
    }

}
