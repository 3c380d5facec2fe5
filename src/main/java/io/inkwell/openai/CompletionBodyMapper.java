package io.inkwell.openai;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.Prompt;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.web.GivenValue;

/**
 * Makes a checked request of a body: defaults where a field is null, a refusal that names
 * the field where it is wrong.
 */
final class CompletionBodyMapper {

    private static final int DEFAULT_MAX_TOKENS = 16;

    private final CompletionLimits limits;

    CompletionBodyMapper(CompletionLimits limits) {
        this.limits = limits;
    }

    CompletionRequest toRequest(CompletionBody body) {
        UnsupportedFields.refuse(body.others());
        if (body.streamOptions() != null && !body.isStream()) {
            throw ServiceException.invalid("stream_options", "stream_options must not be given without stream: true");
        }
        List<Prompt> prompts = PromptReader.read("prompt", body.prompt());
        int numChoices = orElse(body.n(), 1);
        requireBetween("n", numChoices, 1, this.limits.maxChoices());
        requireBetween("prompt times n", (long) prompts.size() * numChoices, 1, this.limits.maxChoices());
        int maxTokens = orElse(body.maxTokens(), DEFAULT_MAX_TOKENS);
        requireBetween("max_tokens", maxTokens, 1, Integer.MAX_VALUE);
        return CompletionRequest.builder((body.model() != null) ? body.model() : ModelRegistry.DEFAULT, prompts)
            .sampling(sampling(body))
            .maxTokens(maxTokens)
            .stopStrings(stopStrings(body.stop()))
            .stopTokenIds(stopTokenIds(body.stopTokenIds()))
            .ignoreEos(Boolean.TRUE.equals(body.ignoreEos()))
            .numChoices(numChoices)
            .seed(body.seed())
            .build();
    }

    private static SamplingParams sampling(CompletionBody body) {
        SamplingParams.Builder sampling = SamplingParams.builder();
        if (body.temperature() != null) {
            sampling.temperature(body.temperature());
        }
        if (body.topP() != null) {
            sampling.topP(body.topP());
        }
        if (body.topK() != null) {
            // -1 says "all" to vLLM, 0 says it here and there.
            sampling.topK((body.topK() == -1) ? 0 : body.topK());
        }
        if (body.repetitionPenalty() != null) {
            sampling.repetitionPenalty(body.repetitionPenalty());
        }
        if (body.presencePenalty() != null) {
            sampling.presencePenalty(body.presencePenalty());
        }
        if (body.frequencyPenalty() != null) {
            sampling.frequencyPenalty(body.frequencyPenalty());
        }
        return sampling.build();
    }

    private List<String> stopStrings(@Nullable JsonNode stop) {
        if (stop == null || stop.isNull()) {
            return List.of();
        }
        List<JsonNode> nodes = stop.isArray() ? stop.valueStream().toList() : List.of(stop);
        requireBetween("the number of stop strings", nodes.size(), 0, this.limits.maxStopStrings(), "stop");
        return nodes.stream().map(this::stopString).toList();
    }

    private String stopString(JsonNode node) {
        if (!node.isString()) {
            throw ServiceException.invalid("stop",
                    "stop must be a string or a list of strings; given: " + GivenValue.of(node));
        }
        String stop = node.stringValue();
        requireBetween("the length of a stop string", stop.length(), 1, this.limits.maxStopLength(), "stop");
        return stop;
    }

    private static Set<Integer> stopTokenIds(@Nullable List<Integer> ids) {
        return (ids != null) ? new LinkedHashSet<>(ids) : Set.of();
    }

    private static int orElse(@Nullable Integer value, int defaultValue) {
        return (value != null) ? value : defaultValue;
    }

    private static void requireBetween(String field, long value, long min, long max) {
        requireBetween(field, value, min, max, field.replaceFirst(" .*", ""));
    }

    private static void requireBetween(String what, long value, long min, long max, String param) {
        if (value < min || value > max) {
            throw ServiceException.invalid(param, what + " must be from " + min + " to " + max + "; given: " + value);
        }
    }

}
