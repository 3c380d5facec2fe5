package io.inkwell.explanation.generation;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.processor.NamedProcessor;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.importance.ImportanceBody;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.explanation.text.SamplingParamsMapper;
import io.inkwell.explanation.text.StopConditionsMapper;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * What {@code POST /v1/explain/generate-trace} takes: fields of a completion of one text,
 * and what to tell of each token.
 *
 * @param maxTokens 16 if it is left out
 * @param seed drawn if it is left out
 * @param top how many of the likeliest tokens to follow through the stages; 5 if it is
 * left out
 * @param attention whether to tell of it; true if it is left out
 * @param layers whose attention is told of; all if it is left out
 * @param importance how the importance of the inputs is found out; not at all if it is
 * left out
 */
public record TraceBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer maxTokens,
        @Nullable Long seed, @Nullable Boolean stream, @Nullable Integer top, @Nullable Boolean attention,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> layers, @Nullable ImportanceBody importance,
        @JsonUnwrapped SingleChoiceFields one, @JsonUnwrapped StopFields stops,
        @JsonUnwrapped SamplingFields sampling) implements ExplanationBody {

    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final int DEFAULT_TOP = 5;

    boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    /**
     * @param seeds draws the seed of a request that brings none
     * @throws ServiceException an invalid request, or one for too large an answer
     */
    TraceRequest toRequest(LoadedModel model, ExplanationLimits limits, LongSupplier seeds) {
        this.one.require();
        int[] tokens = PromptReader.readOne("prompt", this.prompt, model, limits);
        int numNew = (this.maxTokens != null) ? this.maxTokens : DEFAULT_MAX_TOKENS;
        limits.maxNewTokens().require("max_tokens", numNew, 1);
        limits.requireRoom(numNew, tokens.length, model.contextLength());
        int numTop = (this.top != null) ? this.top : DEFAULT_TOP;
        limits.maxTop().require("top", numTop, 1);
        SamplingParams params = SamplingParamsMapper.of(this.sampling, model, limits.sampling());
        StopConditions stop = StopConditionsMapper.of(this.stops, model, numNew, limits.stops());
        TraceRequest request = new TraceRequest(tokens, params, stop, this.stops.skipsSpecialTokens(),
                (this.seed != null) ? this.seed : seeds.getAsLong(), Math.min(numTop, model.vocabularySize()),
                chosenLayers(model.model().config().numLayers()),
                (this.importance != null) ? this.importance.withoutText(model) : null);
        requireFits(request, limits);
        return request;
    }

    private int[] chosenLayers(int numLayers) {
        if (Boolean.FALSE.equals(this.attention)) {
            return new int[0];
        }
        if (this.layers == null || this.layers.isEmpty()) {
            return IntStream.range(0, numLayers).toArray();
        }
        for (int layer : this.layers) {
            ServiceException.require(layer >= 0 && layer < numLayers, "layers", "numbers from 0 to " + (numLayers - 1),
                    layer);
        }
        return this.layers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    }

    private static void requireFits(TraceRequest request, ExplanationLimits limits) {
        long numNew = request.stop().maxTokens();
        long numStages = NamedProcessor.forSampling(request.sampling(), request.stop())
            .stream()
            .filter((each) -> !each.field().isEmpty())
            .count();
        // The likeliest of the model, those of the last stage, and the one that is
        // chosen.
        limits.maxLogprobs()
            .requireResponse("log-probabilities", numNew * (2L * request.numTop() + 1) * (1 + numStages),
                    "ask for a lower top or fewer tokens");
        long numKeys = numNew * request.prompt().length + numNew * (numNew - 1) / 2;
        limits.maxNumbers()
            .requireResponse("numbers", numKeys * request.layers().length, "ask for fewer layers or tokens");
    }

}
