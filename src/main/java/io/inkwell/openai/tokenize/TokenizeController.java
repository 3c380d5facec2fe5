package io.inkwell.openai.tokenize;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.completion.prompt.Tokenization;
import io.inkwell.completion.prompt.TokenizationService;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestModels;
import io.inkwell.web.fields.UnknownFields;

/**
 * {@code POST /tokenize}, {@code POST /detokenize} and {@code GET /tokenizer_info} as in
 * vLLM, for clients without a tokenizer.
 */
@RestController
public class TokenizeController {

    private final RequestModels models;

    private final TokenizationService tokenization;

    private final JsonBodies bodies;

    private final UnknownFields unknownFields;

    TokenizeController(RequestModels models, TokenizationService tokenization, JsonBodies bodies,
            UnknownFields unknownFields) {
        this.tokenization = tokenization;
        this.models = models;
        this.bodies = bodies;
        this.unknownFields = unknownFields;
    }

    @PostMapping(path = "/tokenize", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> tokenize(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies
            .read(bytes, TokenizeBody.class,
                    (body) -> this.models.use(body.model(),
                            (model) -> this.tokenization.tokenize(model, body.toPrompt(this.unknownFields))
                                .map((tokens) -> Tokens.of(tokens, body.wantsSpellings()))))
            .flatMap((response) -> this.bodies.write(exchange.getResponse(), response));
    }

    @PostMapping(path = "/detokenize", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> detokenize(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies
            .read(bytes, DetokenizeBody.class,
                    (body) -> this.models.use(body.model(),
                            (model) -> this.tokenization.detokenize(model, "tokens", body.ids())))
            .flatMap((text) -> this.bodies.write(exchange.getResponse(), new Text(text)));
    }

    @GetMapping("/tokenizer_info")
    Mono<TokenizerInfo> info(@RequestParam(required = false) @Nullable String model) {
        return this.models.use(model, (loaded) -> Mono.just(TokenizerInfo.of(loaded)));
    }

    public record DetokenizeBody(@Nullable String model,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> tokens) {

        int[] ids() {
            if (this.tokens == null) {
                throw ServiceException.invalid("tokens", "tokens must be a list of token ids; given: nothing");
            }
            return this.tokens.stream().mapToInt(Integer::intValue).toArray();
        }

    }

    /**
     * @param maxModelLen the context length of the model in tokens
     * @param tokenStrs null unless requested
     */
    @JsonPropertyOrder({ "count", "max_model_len", "tokens", "token_strs" })
    public record Tokens(int count, int maxModelLen, int[] tokens, @JsonInclude @Nullable List<String> tokenStrs) {

        static Tokens of(Tokenization tokenization, boolean spelled) {
            return new Tokens(tokenization.tokens().length, tokenization.model().contextLength(), tokenization.tokens(),
                    spelled ? tokenization.spellings() : null);
        }

    }

    public record Text(String prompt) {
    }

    /**
     * The tokenizer configuration, in the fields of {@code tokenizer_config.json}.
     *
     * @param chatTemplate the template in use, which may not be the model's own
     */
    @JsonPropertyOrder({ "tokenizer_class", "model_max_length", "bos_token", "eos_token", "unk_token", "pad_token",
            "chat_template" })
    public record TokenizerInfo(String tokenizerClass, int modelMaxLength, @Nullable String bosToken,
            @Nullable String eosToken, @Nullable String unkToken, @Nullable String padToken, String chatTemplate) {

        static TokenizerInfo of(LoadedModel model) {
            SpecialTokens tokens = model.chatTemplate().tokens();
            return new TokenizerInfo(model.tokenizerClass(), model.contextLength(), tokens.bos(), tokens.eos(),
                    tokens.unk(), tokens.pad(), model.chatTemplate().source().text());
        }

    }

}
