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
import io.inkwell.explanation.ExplanationDesk;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.ExplainedTexts;
import io.inkwell.explanation.text.ModelSampling;
import io.inkwell.explanation.text.ModelStops;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;

/** {@code POST /v1/explain/beam}: a whole beam search as a tree. */
@ExplanationEndpoints
class BeamController {

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    BeamController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/beam", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> search(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, BeamBody.class, (body) -> search(body, this.desk.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<BeamAnswer> search(BeamBody body, LoadedModel model) {
        int[] prompt = ExplainedTexts.readOne("prompt", body.prompt(), model, this.limits);
        this.limits.requireRoom(body.limit(), prompt.length, model.contextLength());
        BeamSearchParams params = body.toSearch(this.limits.maxBeams());
        StopConditions stop = ModelStops.of(body.stops(), model, body.limit(), this.limits.stops());
        boolean skipSpecialTokens = body.stops().skipsSpecialTokens();
        SearchRequest request = new SearchRequest(prompt,
                ModelSampling.of(body.sampling(), model, this.limits.sampling()), stop,
                () -> model.tokenizer().newTokenBytes(skipSpecialTokens), -1);
        return this.desk.compute(model, (exact, caller) -> {
            BeamTree tree = new BeamTree(model.tokenizer());
            BranchingSearch search = params.begin(request, tree);
            try (Gpt2Predictor predictor = exact.newPredictor(2 * params.numBeams())) {
                new SearchRun(predictor, params.numBeams(), caller).run(prompt, search, tree::nextStep);
            }
            return BeamAnswer.of(model, prompt, tree, search.hypotheses().stream().limit(body.numTexts()).toList(),
                    (tokens) -> text(tokens, new GrowingText(model.tokenizer(), stop, skipSpecialTokens)));
        });
    }

    private static String text(int[] tokens, GrowingText text) {
        Arrays.stream(tokens).forEach(text::append);
        return text.toString();
    }

}
