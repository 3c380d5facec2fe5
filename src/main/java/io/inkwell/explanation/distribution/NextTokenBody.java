package io.inkwell.explanation.distribution;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.processor.NamedProcessor;
import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.explanation.text.SamplingParamsMapper;
import io.inkwell.explanation.text.StopConditionsMapper;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldChoice;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * The body of {@code POST /v1/explain/next-token}.
 *
 * @param numOutputTokens number of trailing prompt tokens to treat as completion, for
 * processors that look only at the completion; default 0
 * @param positions of the tokens whose next token to predict; all if empty; default the
 * last one
 * @param top number of most likely tokens to follow through the stages; default 20
 * @param encoding of the logits of all tokens; default none
 */
public record NextTokenBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer numOutputTokens,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> positions, @Nullable Integer top,
        @Nullable String encoding, @JsonUnwrapped StopFields stops,
        @JsonUnwrapped SamplingFields sampling) implements ExplanationBody {

    private static final int DEFAULT_TOP = 20;

    /**
     * @throws ServiceException an invalid request, or one whose response would be too
     * large
     */
    NextTokenRequest toRequest(LoadedModel model, ExplanationLimits limits) {
        int numTop = (this.top != null) ? this.top : DEFAULT_TOP;
        limits.maxTop().require("top", numTop, 1);
        LogitsEncoding chosen = FieldChoice.of("encoding", this.encoding, LogitsEncoding.NONE);
        int[] tokens = PromptReader.readOne("prompt", this.prompt, model, limits);
        int numOutput = (this.numOutputTokens != null) ? this.numOutputTokens : 0;
        FieldRules.requireBetween("num_output_tokens", numOutput, 0, tokens.length - 1);
        List<NamedProcessor> processors = NamedProcessor.forSampling(
                SamplingParamsMapper.of(this.sampling, model, limits.sampling()),
                StopConditionsMapper.of(this.stops, model, null, limits.stops()));
        NextTokenRequest request = new NextTokenRequest(tokens, tokens.length - numOutput, chosenPositions(tokens),
                numTop, chosen, processors);
        requireFits(request, model, limits);
        return request;
    }

    private int[] chosenPositions(int[] tokens) {
        if (this.positions == null) {
            return new int[] { tokens.length - 1 };
        }
        if (this.positions.isEmpty()) {
            return IntStream.range(0, tokens.length).toArray();
        }
        this.positions.forEach(
                (each) -> FieldRules.requireBetween("positions", "numbers in positions", each, 0, tokens.length - 1));
        ServiceException.require(Set.copyOf(this.positions).size() == this.positions.size(), "positions",
                "distinct numbers", "one of them twice");
        return this.positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void requireFits(NextTokenRequest request, LoadedModel model, ExplanationLimits limits) {
        long numPositions = request.positions().length;
        int numTop = Math.min(request.numTop(), model.vocabularySize());
        long numStages = request.processors().stream().filter((each) -> !each.field().isEmpty()).count();
        // Most likely tokens of the model and of the last stage.
        limits.maxLogprobs()
            .requireResponse("log-probabilities", numPositions * 2 * numTop * (1 + numStages),
                    "request a lower top or fewer positions");
        if (request.encoding() != LogitsEncoding.NONE) {
            limits.maxNumbers()
                .requireResponse("numbers", numPositions * model.vocabularySize(), "request fewer positions");
        }
    }

}
