package io.inkwell.explanation.generation;

import java.util.Arrays;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.decoding.search.BranchingSearch;
import io.inkwell.decoding.search.SearchRequest;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.explanation.Explanation;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.ExplanationService;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.explanation.text.SamplingParamsMapper;
import io.inkwell.explanation.text.StopConditionsMapper;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;

/** Serves {@code POST /v1/explain/beam}: a complete beam search as a tree. */
@ExplanationEndpoints
class BeamController {

    private final ExplanationService explanations;

    private final ExplanationLimits limits;

    BeamController(ExplanationService explanations, ExplanationLimits limits) {
        this.explanations = explanations;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/explain/beam", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> search(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.explanations.serve(bytes, BeamBody.class, exchange, this::search);
    }

    private Explanation search(BeamBody body, LoadedModel model) {
        int[] prompt = PromptReader.readOne("prompt", body.prompt(), model, this.limits);
        this.limits.requireRoom(body.limit(), prompt.length, model.contextLength());
        BeamSearchParams params = body.toSearch(this.limits.maxBeams());
        StopConditions stop = StopConditionsMapper.of(body.stops(), model, body.limit(), this.limits.stops());
        boolean skipSpecialTokens = body.stops().skipsSpecialTokens();
        SearchRequest request = new SearchRequest(prompt,
                SamplingParamsMapper.of(body.sampling(), model, this.limits.sampling()), stop,
                () -> model.tokenizer().newTokenBytes(skipSpecialTokens), -1);
        return Explanation.of(prompt.length, (gpt2, cancellation) -> {
            BeamTree tree = new BeamTree(model.tokenizer());
            BranchingSearch search = params.begin(request, tree);
            try (Gpt2Predictor predictor = gpt2.newPredictor(2 * params.numBeams())) {
                new SearchRun(predictor, params.numBeams(), cancellation).run(prompt, search, tree::nextStep);
            }
            return BeamResponse.of(model, prompt, tree,
                    search.hypotheses().stream().limit(body.numHypotheses()).toList(),
                    (tokens) -> text(tokens, new GeneratedText(model.tokenizer(), stop, skipSpecialTokens)));
        });
    }

    private static String text(int[] tokens, GeneratedText text) {
        Arrays.stream(tokens).forEach(text::append);
        return text.toString();
    }

}
