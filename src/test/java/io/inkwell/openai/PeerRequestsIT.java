package io.inkwell.openai;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests in the dialects of other servers. */
@InkwellService
class PeerRequestsIT {

    private static final String CHAT = "/v1/chat/completions";

    private static final String ALWAYS_EOS = "\"prompt\": \"Call me\", \"logit_bias\": {\"0\": 100}, \"max_tokens\": 8";

    private final ServiceClient service;

    PeerRequestsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1/completions", "/v1/chat/completions", "/v1/embeddings", "/tokenize", "/detokenize",
            "/v1/explain/score", "/v1/explain/next-token", "/v1/explain/beam", "/v1/explain/kv-cache",
            "/v1/explain/generate-trace", "/v1/explain/attention", "/v1/explain/attention/patterns",
            "/v1/explain/logit-lens", "/v1/explain/importance" })
    void everyEndpointRejectsUnknownFields(String path) {
        Answer answer = this.service.post(path, "{\"prmopt\": \"a\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("param").stringValue()).isEqualTo("prmopt");
        assertThat(answer.error().path("message").stringValue()).startsWith("prmopt is not a field");
    }

    @ParameterizedTest
    @CsvSource({ "/v1/completions, input, prompt", "/tokenize, input, prompt", "/v1/completions, n_probz, n_probs",
            "/v1/chat/completions, n_probz, n_probs", "/tokenize, parse_specail, parse_special",
            "/v1/embeddings, inptu, input" })
    void suggestsFieldNames(String path, String name, String nearest) {
        assertThat(this.service.post(path, "{\"%s\": \"a\"}".formatted(name)).error().path("message").stringValue())
            .endsWith("; did you mean " + nearest + "?");
    }

    @Test
    void chatsRejectEcho() {
        String chat = "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"max_tokens\": 1, \"return_full_text\": %s}";

        assertThat(this.service.post(CHAT, chat.formatted("false")).status()).isEqualTo(200);
        assertThat(this.service.post(CHAT, chat.formatted("true")).error().path("param").stringValue())
            .isEqualTo("return_full_text");
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "\"\"", "\"default\"", "\"tgi\"", "\"dummy\"", "\"inkwell-demo\"",
            "\"http://127.0.0.1:18200\"", "\"https://inkwell.example/v1\"" })
    void acceptsEveryNameOfTheModel(String name) {
        assertThat(this.service.complete("{\"model\": %s}".formatted(name)).path("model").stringValue())
            .isEqualTo("inkwell-demo");
        assertThat(this.service.ask("/v1/embeddings", "{\"input\": \"a\", \"model\": %s}".formatted(name))
            .path("model")
            .stringValue()).isEqualTo("inkwell-demo");
        assertThat(this.service.post("/tokenize", "{\"prompt\": \"a\", \"model\": %s}".formatted(name)).status())
            .isEqualTo(200);
        assertThat(
                this.service.post("/v1/explain/score", "{\"prompt\": \"a\", \"model\": %s}".formatted(name)).status())
            .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            "stop": ["<|endoftext|>"] ; 1 ; <|endoftext|>
            "stop": "<|endoftext|>", "skip_special_tokens": false ; 1 ; <|endoftext|>
            "stop": ["never", "<|endoftext|><|endoftext|>"] ; 2 ; <|endoftext|><|endoftext|>
            "stop": ["text|><|end"], "skip_special_tokens": false ; 2 ; text|><|end
            "stop": ["<|endoftext|>"], "min_tokens": 3 ; 4 ; <|endoftext|>
            "stop": ["<|endoftext|>"], "use_beam_search": true, "n": 2 ; 1 ; <|endoftext|>
            """)
    void stopStringMayBeASpecialToken(String fields, int numTokens, String reason) {
        JsonNode choice = this.service
            .complete("{%s, \"ignore_eos\": true, \"return_token_ids\": true, %s}".formatted(ALWAYS_EOS, fields))
            .path("choices")
            .path(0);

        assertThat(choice.path("token_ids").size()).isEqualTo(numTokens);
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
        assertThat(choice.path("stop_reason").stringValue()).isEqualTo(reason);
        assertThat("<|endoftext|>".repeat(3)).startsWith(choice.path("text").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "end", "|>", "text|><|end" })
    void stopStringDoesNotMatchInsideASkippedSpecialToken(String stop) {
        JsonNode choice = this.service
            .complete("{%s, \"ignore_eos\": true, \"return_token_ids\": true, \"stop\": \"%s\"}".formatted(ALWAYS_EOS,
                    stop))
            .path("choices")
            .path(0);

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("length");
        assertThat(choice.path("text").stringValue()).isEmpty();
    }

    @Test
    void includesTheSpecialTokenThatStoppedTheChoiceOnRequest() {
        assertThat(text("{%s, \"ignore_eos\": true, \"stop\": \"<|endoftext|>\", \"include_stop_str_in_output\": true}"
            .formatted(ALWAYS_EOS))).isEmpty();
        assertThat(text("""
                {%s, "ignore_eos": true, "stop": "<|endoftext|>", "include_stop_str_in_output": true,
                 "skip_special_tokens": false}""".formatted(ALWAYS_EOS))).isEqualTo("<|endoftext|>");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"bad_words\": [\"<|endoftext|>\"]", "\"suppress_tokens\": [0]",
            "\"logit_bias\": [[0, false]]" })
    void bansTheEosToken(String ban) {
        JsonNode choice = this.service
            .complete("{\"prompt\": \"Call me\", \"max_tokens\": 8, \"return_token_ids\": true, %s, %s}".formatted(ban,
                    ban.contains("logit_bias") || ban.contains("suppress") ? "\"temperature\": 1"
                            : "\"logit_bias\": {\"0\": 100}"))
            .path("choices")
            .path(0);

        assertThat(choice.path("token_ids").valueStream().map(JsonNode::intValue)).hasSize(8).doesNotContain(0);
    }

    @Test
    void topPOfZeroIsGreedy() {
        assertThat(text("{\"prompt\": \"It is\", \"top_p\": 0}"))
            .isEqualTo(text("{\"prompt\": \"It is\", \"temperature\": 0}"));
        assertThat(text("{\"prompt\": \"It is\", \"do_sample\": false, \"max_new_tokens\": 16}"))
            .isEqualTo(text("{\"prompt\": \"It is\", \"temperature\": 0}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"top_k\": -1", "\"top_k\": 1000000", "\"temperature\": 1e-9", "\"temperature\": 1e-40",
            "\"temperature\": 1e-40, \"typical_p\": 0.5", "\"min_p\": 1", "\"min_p\": 1, \"top_p\": 1e-9",
            "\"typical_p\": 1e-9", "\"repetition_penalty\": 1", "\"seed\": -1", "\"max_tokens\": -1",
            "\"top_p\": 0, \"top_k\": 5, \"typical_p\": 0.1", "\"best_of\": 1, \"n\": 1, \"logprobs\": 0" })
    void acceptsBoundaryValues(String field) {
        assertThat(this.service.complete("{\"prompt\": \"It is\", %s}".formatted(field)).path("choices").size())
            .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"content\": null", "\"content\": \"\"", "\"content\": []", "\"refusal\": null",
            "\"content\": null, \"tool_calls\": []", "\"content\": null, \"function_call\": null, \"audio\": null",
            "\"content\": \"\", \"annotations\": [], \"refusal\": null, \"reasoning_content\": null",
            "\"content\": null, \"refusal\": null, \"annotations\": null, \"audio\": null, \"function_call\": null, \"tool_calls\": null",
            "\"content\": \"\", \"reasoning_content\": \"\", \"reasoning\": null, \"tool_calls\": [], \"images\": []" })
    void acceptsAssistantMessagesWithoutContent(String fields) {
        String chat = "{\"messages\": [%s{\"role\": \"user\", \"content\": \"Who?\"}], \"max_tokens\": 1}";
        int plain = numPromptTokens(chat.formatted("{\"role\": \"assistant\", \"content\": \"\"},"));

        assertThat(numPromptTokens(chat.formatted("{\"role\": \"assistant\", %s},".formatted(fields))))
            .isEqualTo(plain);
    }

    @Test
    void readsARefusalAsContent() {
        String chat = "{\"messages\": [{\"role\": \"assistant\", %s}], \"max_tokens\": 1}";
        int plain = numPromptTokens(chat.formatted("\"content\": \"I cannot.\""));

        assertThat(numPromptTokens(chat.formatted("\"refusal\": \"I cannot.\""))).isEqualTo(plain);
        assertThat(
                numPromptTokens(chat.formatted("\"content\": [{\"type\": \"refusal\", \"refusal\": \"I cannot.\"}]")))
            .isEqualTo(plain);
    }

    @Test
    void continuesTheLastMessage() {
        String chat = "{\"messages\": [{\"role\": \"user\", \"content\": \"Who?\"}, {\"role\": \"assistant\", \"content\": \"Call me\"}]%s}";
        JsonNode tokens = this.service.ask("/tokenize", chat.formatted(", \"continue_final_message\": true"));
        String text = this.service.ask("/detokenize", "{\"tokens\": %s}".formatted(tokens.path("tokens")))
            .path("prompt")
            .stringValue();

        assertThat(text).endsWith("Assistant: Call me");
        assertThat(numPromptTokens(chat.formatted(", \"continue_final_message\": true, \"max_tokens\": 1")))
            .isEqualTo(tokens.path("count").intValue());
    }

    @Test
    void acceptsTemplateVariables() {
        assertThat(numPromptTokens("""
                {"messages": [{"role": "user", "content": "Who?"}], "max_tokens": 1,
                 "chat_template_kwargs": {"enable_thinking": false, "a": [1, 2.5, null, {"b": "c"}]}}""")).isPositive();
    }

    @Test
    void namesTokensByIdOnRequest() {
        JsonNode choice = this.service.complete("""
                {"prompt": "It is", "max_tokens": 3, "temperature": 0, "logprobs": 2, "return_token_ids": true,
                 "return_tokens_as_token_ids": true}""").path("choices").path(0);
        List<String> names = choice.path("token_ids").valueStream().map((id) -> "token_id:" + id.intValue()).toList();

        assertThat(choice.path("logprobs").path("tokens").valueStream().map(JsonNode::stringValue))
            .containsExactlyElementsOf(names);
        assertThat(choice.path("logprobs").path("top_logprobs").path(0).propertyNames()).hasSize(2)
            .contains(names.get(0));
        assertThat(this.service.ask(CHAT, """
                {"messages": [{"role": "user", "content": "a"}], "max_tokens": 1, "logprobs": true, "top_logprobs": 2,
                 "return_tokens_as_token_ids": true}""").at("/choices/0/logprobs/content/0/token").stringValue())
            .startsWith("token_id:");
    }

    @Test
    void offsetsStayWithinATextThatAStopStringCuts() {
        String greedy = "{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 12, \"logprobs\": 1%s}";
        JsonNode tokens = this.service.complete(greedy.formatted("")).at("/choices/0/logprobs/tokens");
        String stop = IntStream.range(4, 8).mapToObj((i) -> tokens.get(i).stringValue()).reduce("", String::concat);
        String body = greedy.formatted(", \"stop\": \"" + stop.replace("\n", "\\n").replace("\"", "\\\"") + "\"%s");

        JsonNode choice = this.service.complete(body.formatted("")).path("choices").path(0);
        List<JsonNode> streamed = this.service.stream(body.formatted(", \"stream\": true"));

        int length = choice.path("text").stringValue().codePointCount(0, choice.path("text").stringValue().length());
        assertThat(choice.at("/logprobs/tokens").size()).isEqualTo(8);
        assertThat(choice.at("/logprobs/text_offset").valueStream().map(JsonNode::intValue))
            .allSatisfy((offset) -> assertThat(offset).isLessThanOrEqualTo(length));
        assertThat(streamed.stream().flatMap((event) -> event.at("/choices/0/logprobs/text_offset").valueStream()))
            .containsExactlyElementsOf(choice.at("/logprobs/text_offset").valueStream().toList());
    }

    @Test
    void joinsACharacterSplitBetweenPromptAndOutput() {
        List<Integer> ids = this.service.ask("/tokenize", "{\"prompt\": \"a\\ud83d\\ude00\"}")
            .path("tokens")
            .valueStream()
            .map(JsonNode::intValue)
            .toList();
        int last = ids.size() - 1;
        String body = "{\"prompt\": %s, \"echo\": true, \"max_tokens\": 1, \"logit_bias\": {\"%d\": 100}%s}"
            .formatted(ids.subList(0, last), ids.get(last), "%s");

        assertThat(text(body.formatted(""))).isEqualTo("a\ud83d\ude00");
        assertThat(String.join("",
                this.service.stream(body.formatted(", \"stream\": true"))
                    .stream()
                    .map((event) -> event.at("/choices/0/text").stringValue())
                    .toList()))
            .isEqualTo("a\ud83d\ude00");
        assertThat(text("{\"prompt\": %s, \"echo\": true, \"max_tokens\": 0}".formatted(ids.subList(0, last))))
            .isEqualTo("a\ufffd");
        assertThat(this.service.complete(body.formatted(", \"logprobs\": 1"))
            .at("/choices/0/logprobs/text_offset")
            .valueStream()
            .map(JsonNode::intValue)
            .skip(1)).hasSize(last).containsOnly(1);
    }

    private String text(String body) {
        return this.service.complete(body).at("/choices/0/text").stringValue();
    }

    private int numPromptTokens(String body) {
        return this.service.ask(CHAT, body).path("usage").path("prompt_tokens").intValue();
    }

}
