package io.inkwell.explanation.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.error.ServiceException;
import io.inkwell.explanation.Caller;
import io.inkwell.explanation.ExplanationDesk;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.ExplainedTexts;
import io.inkwell.explanation.text.TextPass;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;

/** {@code POST /v1/explain/score}: the log-probability of texts, token by token. */
@ExplanationEndpoints
class ScoreController {

    private final ExplanationDesk desk;

    private final ExplanationLimits limits;

    private final JsonBodies bodies;

    ScoreController(ExplanationDesk desk, ExplanationLimits limits, JsonBodies bodies) {
        this.desk = desk;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/explain/score", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> score(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, ScoreBody.class, (body) -> score(body, this.desk.model(body.model())))
            .flatMap((answer) -> this.bodies.write(exchange.getResponse(), answer));
    }

    private Mono<ScoreAnswer> score(ScoreBody body, LoadedModel model) {
        this.limits.maxTop().require("top", body.numTop(), 0);
        int numTop = Math.min(body.numTop(), model.vocabularySize());
        List<int[]> texts = ExplainedTexts.read("prompt", body.prompt(), model, this.limits);
        long numLogprobs = texts.stream().mapToLong((text) -> text.length * (1L + numTop)).sum();
        this.limits.maxLogprobs()
            .requireAnswer("log-probabilities", numLogprobs, "ask for a lower top or shorter texts");
        int[] start = body.isFromStart() ? startOfText(model) : new int[0];
        return this.desk.compute(model, (exact, caller) -> {
            List<ScoreAnswer.Text> scored = new ArrayList<>();
            for (int[] text : texts) {
                scored.add(ScoreAnswer.Text.of(model.tokenizer(), text, score(exact, start, text, numTop, caller)));
            }
            return new ScoreAnswer(model.name(), scored);
        });
    }

    private static int[] startOfText(LoadedModel model) {
        return new int[] { model.startTokenId()
            .orElseThrow(() -> ServiceException.invalid("from_start",
                    "from_start must be false: this model has no token for the start of a text; given: true")) };
    }

    private static List<TokenLogprobs> score(Gpt2Model exact, int[] start, int[] text, int numTop, Caller caller) {
        int[] tokens = IntStream.concat(IntStream.of(start), IntStream.of(text)).toArray();
        try (Gpt2Predictor predictor = exact.newPredictor(1)) {
            return new TextPass(predictor, caller).score(tokens, numTop);
        }
    }

}
