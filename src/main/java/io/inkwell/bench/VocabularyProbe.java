package io.inkwell.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests token ids from a server: its {@code vocab_size} from {@code /tokenizer_info},
 * or else the tokens that {@code /tokenize} returns for common words.
 */
record VocabularyProbe(HttpClient http, String root) {

    /** Fewer ids would make prompts too similar. */
    private static final int FEWEST_IDS = 100;

    /** The field names of vLLM and Inkwell, and of llama.cpp. */
    private static final List<String> TEXT_FIELDS = List.of("prompt", "content");

    /** The ids, or words if the server does not expose its tokenizer. */
    Mono<Vocabulary> vocabulary(String model) {
        Mono<Vocabulary> tokens = Mono.empty();
        for (String field : TEXT_FIELDS) {
            tokens = tokens.switchIfEmpty(Mono.defer(() -> tokenize(model, field)));
        }
        return size().switchIfEmpty(tokens).defaultIfEmpty(Vocabulary.ofWords());
    }

    private Mono<Vocabulary> size() {
        return request(this.http.get().uri(this.root + "/tokenizer_info")).map((info) -> info.path("vocab_size"))
            .filter((size) -> size.isInt() && size.intValue() > 0)
            .map((size) -> Vocabulary.ofIdsBelow(size.intValue()));
    }

    private Mono<Vocabulary> tokenize(String model, String field) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(field, String.join(" ", CommonWords.LIST));
        return request(this.http.headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
            .post()
            .uri(this.root + "/tokenize")
            .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(JsonMapper.shared().writeValueAsBytes(body)))))
            .map(VocabularyProbe::ids)
            .filter((ids) -> ids.size() >= FEWEST_IDS)
            .map(Vocabulary::ofIds);
    }

    private static List<Integer> ids(JsonNode response) {
        return StreamSupport.stream(response.path("tokens").spliterator(), false)
            .filter(JsonNode::isInt)
            .map(JsonNode::intValue)
            .distinct()
            .toList();
    }

    /** Empty if the path is unknown or the response is not as expected. */
    private static Mono<JsonNode> request(HttpClient.ResponseReceiver<?> receiver) {
        return receiver
            .responseSingle((response, content) -> content.asString(StandardCharsets.UTF_8)
                .filter((body) -> response.status().code() == 200)
                .flatMap(VocabularyProbe::parse))
            .onErrorComplete();
    }

    private static Mono<JsonNode> parse(String body) {
        try {
            return Mono.just(JsonMapper.shared().readTree(body));
        }
        catch (JacksonException ex) {
            return Mono.empty();
        }
    }

}
