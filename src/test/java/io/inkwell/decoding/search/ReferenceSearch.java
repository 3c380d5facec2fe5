package io.inkwell.decoding.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.GoldenFiles;
import io.inkwell.JsonNumbers;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenBytes;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

import static io.inkwell.JsonNumbers.ints;

/**
 * A search with the embedded model in float32 and its reference results.
 *
 * @param logprobs one per token of each hypothesis; empty if unknown
 */
record ReferenceSearch(String name, SearchParams params, SearchRequest request, List<int[]> tokens, double[] scores,
        List<float[]> logprobs) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The searches in the golden file, followed by those of this package. */
    static List<ReferenceSearch> all() {
        Stream<ReferenceSearch> golden = GoldenFiles.cases()
            .flatMap((text) -> text.get("beam").valueStream().map((node) -> golden(text.get("token_ids"), node)));
        Stream<ReferenceSearch> ours = read("transformers-searches.json").valueStream().map(ReferenceSearch::ours);
        return Stream.concat(golden, ours).toList();
    }

    private static ReferenceSearch golden(JsonNode prompt, JsonNode node) {
        StopConditions stop = stop(node.get("max_new_tokens").intValue(), Set.of(0));
        return of(node, beams(node), request(prompt, stop, node), "sequences_scores", "token_ids");
    }

    private static ReferenceSearch ours(JsonNode node) {
        Set<Integer> eos = node.get("eos").valueStream().map(JsonNode::intValue).collect(Collectors.toSet());
        SearchParams params = node.get("search").stringValue().equals("beams") ? beams(node)
                : new ContrastiveSearchParams(node.get("top_k").intValue(), node.get("penalty_alpha").floatValue());
        StopConditions stop = stop(node.get("max_tokens").intValue(), eos);
        return of(node, params, request(node.get("prompt"), stop, node), "scores", "tokens");
    }

    private static ReferenceSearch of(JsonNode node, SearchParams params, SearchRequest request, String scores,
            String tokens) {
        return new ReferenceSearch(params + " of " + request.promptTokens().length + " tokens, " + request.stop(),
                params, request, node.get(tokens).valueStream().map(JsonNumbers::ints).toList(),
                node.get(scores).valueStream().mapToDouble(JsonNode::doubleValue).toArray(),
                node.path("logprobs").valueStream().map(JsonNumbers::floats).toList());
    }

    private static BeamSearchParams beams(JsonNode node) {
        JsonNode early = node.get("early_stopping");
        EarlyStopping earlyStopping = EarlyStopping.valueOf(early.asString().toUpperCase(Locale.ROOT));
        return new BeamSearchParams(node.get("num_beams").intValue(), node.path("num_beam_groups").asInt(1),
                node.path("diversity_penalty").asFloat(0), node.get("length_penalty").floatValue(), earlyStopping);
    }

    private static SearchRequest request(JsonNode prompt, StopConditions stop, JsonNode node) {
        SamplingParams sampling = SamplingParams.builder()
            .repetitionPenalty(node.path("repetition_penalty").asFloat(1))
            .noRepeatNgramSize(node.path("no_repeat_ngram_size").asInt(0))
            .badWords(node.path("bad_words")
                .valueStream()
                .map((word) -> word.valueStream().map(JsonNode::intValue).toList())
                .toList())
            .build();
        return new SearchRequest(ints(prompt), sampling, stop, () -> TokenBytes.NONE, 0);
    }

    private static StopConditions stop(int maxTokens, Set<Integer> eos) {
        return new StopConditions(0, maxTokens, Set.of(), eos, false, StopStrings.NONE, false);
    }

    private static JsonNode read(String resource) {
        try (InputStream json = ReferenceSearch.class.getResourceAsStream(resource)) {
            return JSON.readTree(json);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public String toString() {
        return this.name;
    }

}
