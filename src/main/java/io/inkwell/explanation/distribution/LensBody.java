package io.inkwell.explanation.distribution;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.fields.FieldRules;

/**
 * The body of {@code POST /v1/explain/logit-lens}.
 *
 * @param prompt a string or a list of token ids
 * @param top number of most likely tokens in each cell; default 5
 * @param watch ids of tokens whose probability to report in each cell
 * @param encoding of the cells; default JSON
 */
public record LensBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer top,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> watch,
        @Nullable String encoding) implements ExplanationBody {

    private static final int DEFAULT_TOP = 5;

    private static final int MAX_WATCHED = 20;

    int numTop(LoadedModel model, ExplanationLimits limits) {
        int numTop = (this.top != null) ? this.top : DEFAULT_TOP;
        limits.maxTop().require("top", numTop, 1);
        return Math.min(numTop, model.vocabularySize());
    }

    LensEncoding chosenEncoding() {
        return FieldChoice.of("encoding", this.encoding, LensEncoding.JSON);
    }

    int[] watched(LoadedModel model) {
        if (this.watch == null) {
            return new int[0];
        }
        FieldRules.requireBetween("watch", "the number of tokens in watch", this.watch.size(), 0, MAX_WATCHED);
        this.watch.forEach(
                (id) -> FieldRules.requireBetween("watch", "token ids in watch", id, 0, model.vocabularySize() - 1));
        return this.watch.stream().mapToInt(Integer::intValue).toArray();
    }

}
