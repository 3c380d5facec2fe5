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
 * The body of {@code POST /v1/explain/generate-trace}: the fields of a completion with
 * one choice, and what to report for each token.
 *
 * @param maxTokens default 16
 * @param seed random if omitted
 * @param top number of most likely tokens to follow through the stages; default 5
 * @param attention whether to report attention; default true
 * @param layers whose attention to report; default all
 * @param importance how to compute the importance of the inputs; none if omitted
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
     * @param seeds draws the seed of a request without one
     * @throws ServiceException an invalid request, or one whose response would be too
     * large
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
                (this.importance != null) ? this.importance.withoutPrompt(model) : null);
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
        // Most likely tokens of the model and of the last stage, and the sampled token.
        limits.maxLogprobs()
            .requireResponse("log-probabilities", numNew * (2L * request.numTop() + 1) * (1 + numStages),
                    "request a lower top or fewer tokens");
        long numKeys = numNew * request.prompt().length + numNew * (numNew - 1) / 2;
        limits.maxNumbers()
            .requireResponse("numbers", numKeys * request.layers().length, "request fewer layers or tokens");
    }

}
