package io.inkwell.openai.chat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.grammar.schema.Validator;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of functions that {@code tool_choice} forces. */
@InkwellService
class ToolsIT {

    private static final String PATH = "/v1/chat/completions";

    private static final String WEATHER = """
            {"type": "object", "properties": {"city": {"type": "string", "maxLength": 12},
             "unit": {"$ref": "#/$defs/unit"}}, "required": ["city", "unit"], "additionalProperties": false,
             "$defs": {"unit": {"enum": ["celsius", "kelvin"]}}}""";

    private static final String TOOLS = """
            "tools": [{"type": "function", "function": {"name": "weather", "description": "The weather of a city.",
              "strict": true, "parameters": %s}},
             {"type": "function", "function": {"name": "weather_now"}},
             {"type": "function", "function": {"name": "time", "parameters": {"type": "object", "properties":
              {"zone": {"$ref": "#/$defs/unit"}}, "required": ["zone"], "$defs": {"unit": {"enum": ["UTC", "CET"]}}}}}]"""
        .formatted(WEATHER);

    private static final String NAMED = "\"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"weather\"}}";

    private static final String REQUIRED = "\"tool_choice\": \"required\"";

    private final ServiceClient service;

    ToolsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 0", "\"seed\": 2, \"n\": 3",
            "\"use_beam_search\": true, \"num_beams\": 3, \"n\": 2" })
    void callsTheNamedFunction(String settings) {
        JsonNode answer = ask(NAMED, settings);

        assertThat(answer.path("choices").values()).isNotEmpty().allSatisfy((choice) -> {
            JsonNode message = choice.path("message");
            assertThat(message.path("content").isNull()).isTrue();
            assertThat(message.path("tool_calls").size()).isEqualTo(1);
            JsonNode call = message.at("/tool_calls/0");
            assertThat(call.propertyNames()).containsExactly("id", "type", "function");
            assertThat(call.path("type").stringValue()).isEqualTo("function");
            assertThat(call.at("/function/name").stringValue()).isEqualTo("weather");
            new Validator(JsonMapper.shared().readTree(WEATHER))
                .assertValid(call.at("/function/arguments").stringValue());
            assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
        });
        assertThat(answer.path("choices").valueStream().map((choice) -> choice.at("/message/tool_calls/0/id")))
            .doesNotHaveDuplicates();
    }

    @Test
    void callsOneOfSeveralFunctions() {
        JsonNode answer = ask(REQUIRED, "\"seed\": 4, \"temperature\": 2, \"n\": 16");

        assertThat(answer.path("choices").values()).allSatisfy((choice) -> {
            JsonNode function = choice.at("/message/tool_calls/0/function");
            JsonNode arguments = JsonMapper.shared().readTree(function.path("arguments").stringValue());
            assertThat(arguments.propertyNames())
                .containsExactlyElementsOf(switch (function.path("name").stringValue()) {
                    case "weather" -> List.of("city", "unit");
                    case "weather_now" -> List.of();
                    case "time" -> List.of("zone");
                    default -> throw new AssertionError(function);
                });
            assertThat(choice.path("finish_reason").stringValue()).isEqualTo("tool_calls");
        });
        assertThat(answer.path("choices")
            .valueStream()
            .map((choice) -> choice.at("/message/tool_calls/0/function/name").stringValue())
            .distinct()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "weather", " ", "{", "it" })
    void stopStringsDoNotEndACall(String stop) {
        JsonNode choice = ask(NAMED, "\"temperature\": 0, \"stop\": [\"" + stop + "\"]").at("/choices/0");

        new Validator(JsonMapper.shared().readTree(WEATHER))
            .assertValid(choice.at("/message/tool_calls/0/function/arguments").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { NAMED, REQUIRED })
    void streamsTheSameCall(String choice) {
        String settings = "\"seed\": 3, \"logprobs\": true, \"return_token_ids\": true";
        JsonNode whole = ask(choice, settings).path("choices").get(0);
        List<JsonNode> events = stream(choice, settings);
        List<JsonNode> calls = events.stream()
            .map((event) -> event.at("/choices/0/delta/tool_calls/0"))
            .filter(JsonNode::isObject)
            .toList();

        assertThat(events.get(0).at("/choices/0/delta/role").stringValue()).isEqualTo("assistant");
        assertThat(calls).hasSizeGreaterThan(2)
            .allSatisfy((call) -> assertThat(call.path("index").intValue()).isZero());
        JsonNode first = calls.get(0);
        assertThat(first.path("id").stringValue()).startsWith("call_");
        assertThat(first.path("type").stringValue()).isEqualTo("function");
        assertThat(first.at("/function/name")).isEqualTo(whole.at("/message/tool_calls/0/function/name"));
        assertThat(calls.stream().skip(1)).allSatisfy((call) -> {
            assertThat(call.propertyNames()).containsExactly("index", "function");
            assertThat(call.path("function").propertyNames()).containsExactly("arguments");
        });
        assertThat(calls.stream()
            .map((call) -> call.at("/function/arguments").stringValue())
            .collect(Collectors.joining()))
            .isEqualTo(whole.at("/message/tool_calls/0/function/arguments").stringValue());
        assertThat(events).noneMatch((event) -> event.at("/choices/0/delta").has("content"));
        assertThat(events.stream().flatMap((event) -> event.at("/choices/0/token_ids").valueStream()))
            .containsExactlyElementsOf(whole.path("token_ids").values());
        assertThat(events.get(events.size() - 1).at("/choices/0/finish_reason")).isEqualTo(whole.path("finish_reason"));
    }

    @Test
    void forcesNoCallOtherwise() {
        String plain = ask("\"tools\": []", "\"temperature\": 0").at("/choices/0/message/content").stringValue();

        for (String choice : List.of("\"tool_choice\": \"auto\"", "\"tool_choice\": \"none\"", "\"tool_choice\": null",
                "\"parallel_tool_calls\": true")) {
            JsonNode answer = ask(choice, "\"temperature\": 0").path("choices").get(0);
            assertThat(answer.at("/message/content").stringValue()).isEqualTo(plain);
            assertThat(answer.path("message").has("tool_calls")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { NAMED, REQUIRED })
    void returnsTheStartOfACallThatIsCut(String choice) {
        JsonNode answer = ask(choice, "\"temperature\": 0, \"max_tokens\": 1").path("choices").get(0);

        assertThat(answer.path("finish_reason").stringValue()).isEqualTo("length");
        assertThat(answer.at("/message/content").isNull()).isTrue();
        answer.at("/message/tool_calls")
            .forEach((call) -> assertThat(call.at("/function/name").stringValue()).isIn("weather", "weather_now",
                    "time"));
    }

    @Test
    void continuesAfterTheResultOfACall() {
        JsonNode message = ask(NAMED, "\"temperature\": 0").at("/choices/0/message");
        String conversation = """
                {"messages": [{"role": "user", "content": "How is it?"}, %s, {"role": "tool", "tool_call_id": %s,
                 "content": "12 degrees"}], "max_tokens": 8, "temperature": 0}""".formatted(message,
                message.at("/tool_calls/0/id"));

        JsonNode tokens = this.service.ask("/tokenize",
                conversation.replace(", \"max_tokens\": 8, \"temperature\": 0", ""));
        String prompt = this.service.ask("/detokenize", "{\"tokens\": %s}".formatted(tokens.path("tokens")))
            .path("prompt")
            .stringValue();

        assertThat(prompt).startsWith("User: How is it?\nAssistant: weather {\"city\": ")
            .endsWith("}\nTool: 12 degrees\nAssistant:");
        assertThat(this.service.ask(PATH, conversation).at("/choices/0/message/content").isString()).isTrue();
    }

    private JsonNode ask(String choice, String settings) {
        return this.service.ask(PATH, body(choice, settings));
    }

    private List<JsonNode> stream(String choice, String settings) {
        return this.service.stream(PATH, body(choice, settings + ", \"stream\": true"));
    }

    private static String body(String choice, String settings) {
        return "{\"messages\": [{\"role\": \"user\", \"content\": \"How is the weather?\"}], %s%s, %s%s}".formatted(
                choice.contains("\"tools\"") ? "" : TOOLS + ", ", choice, settings,
                settings.contains("max_tokens") ? "" : ", \"max_tokens\": 80");
    }

}
