package io.inkwell.clients;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseTextConfig;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.AdvisorParams;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of Java types that unmodified clients request, and read from the output. */
@InkwellService
class TypedOutputIT {

    private static final String MODEL = "inkwell-demo";

    /** The schema of {@link Ship}. */
    private static final String SCHEMA = """
            {"type": "object", "properties": {"rig": {"$ref": "#/$defs/rig"}, "masts": {"type": "integer"},
             "home": {"type": "object", "properties": {"largest": {"$ref": "#/$defs/rig"}, "open": {"type": "boolean"}},
              "required": ["largest", "open"], "additionalProperties": false}},
             "required": ["rig", "masts", "home"], "additionalProperties": false,
             "$defs": {"rig": {"type": "string", "enum": ["BRIG", "SCHOONER", "SLOOP"]}}}""";

    private static final String QUESTION = "Describe a ship.";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OpenAIClient client;

    private final String url;

    TypedOutputIT(@LocalServerPort int port) {
        this.client = OpenAiClients.validating(port);
        this.url = "http://localhost:" + port + "/v1";
    }

    enum Rig {

        BRIG, SCHOONER, SLOOP

    }

    record Port(@JsonProperty(required = true) Rig largest, @JsonProperty(required = true) boolean open) {
    }

    /** Without texts and lists, which a small model might not end. */
    record Ship(@JsonProperty(required = true) Rig rig, @JsonProperty(required = true) int masts,
            @JsonProperty(required = true) Port home) {

        static Ship read(String json) {
            return JsonMapper.shared().readValue(json, Ship.class);
        }

    }

    interface Registrar {

        Ship describe(String question);

    }

    @AfterEach
    void close() {
        this.client.close();
    }

    // The client can make schemas of classes, but not with the version of the schema
    // generator that Spring AI requires. The test of examples/openai-java covers these.

    @Test
    void openAiRequestsASchemaOfAChat() {
        ChatCompletion completion = this.client.chat()
            .completions()
            .create(chat()
                .responseFormat(ResponseFormatJsonSchema.builder()
                    .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("ship")
                        .strict(true)
                        .schema(JsonValue.from(fields()).convert(ResponseFormatJsonSchema.JsonSchema.Schema.class))
                        .build())
                    .build())
                .build());

        assertIsWhole(Ship.read(completion.choices().get(0).message().content().orElseThrow()));
    }

    @Test
    void openAiRequestsASchemaOfAResponse() {
        ResponseFormatTextJsonSchemaConfig format = ResponseFormatTextJsonSchemaConfig.builder()
            .name("ship")
            .strict(true)
            .schema(JsonValue.from(fields()).convert(ResponseFormatTextJsonSchemaConfig.Schema.class))
            .build();
        Response response = this.client.responses()
            .create(ResponseCreateParams.builder()
                .model(MODEL)
                .input(QUESTION)
                .maxOutputTokens(200)
                .text(ResponseTextConfig.builder().format(format).build())
                .build());

        assertThat(response.text().flatMap(ResponseTextConfig::format))
            .hasValueSatisfying((repeated) -> assertThat(repeated.asJsonSchema()).isEqualTo(format));
        assertIsWhole(Ship.read(response.output().get(0).asMessage().content().get(0).asOutputText().text()));
    }

    @Test
    void openAiReadsACallOfAFunction() {
        ChatCompletionCreateParams params = chat()
            .addTool(ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                    .name("register")
                    .parameters(JsonValue.from(fields()).convert(FunctionParameters.class))
                    .build())
                .build())
            .toolChoice(ChatCompletionNamedToolChoice.builder()
                .function(ChatCompletionNamedToolChoice.Function.builder().name("register").build())
                .build())
            .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = this.client.chat()
            .completions()
            .createStreaming(params, OpenAiClients.UNCHECKED)) {
            stream.stream().forEach(accumulator::accumulate);
        }

        ChatCompletionMessageFunctionToolCall whole = call(this.client.chat().completions().create(params));
        ChatCompletionMessageFunctionToolCall streamed = call(accumulator.chatCompletion());

        assertThat(whole.function().name()).isEqualTo("register");
        assertThat(streamed.function()).isEqualTo(whole.function());
        assertIsWhole(Ship.read(whole.function().arguments()));
    }

    private static Map<?, ?> fields() {
        return JsonMapper.shared().readValue(SCHEMA, Map.class);
    }

    private static ChatCompletionMessageFunctionToolCall call(ChatCompletion completion) {
        return completion.choices().get(0).message().toolCalls().orElseThrow().get(0).asFunction();
    }

    /** Sets a seed, which OpenAI deprecates. */
    @SuppressWarnings("deprecation")
    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addUserMessage(QUESTION)
            .maxCompletionTokens(200)
            .seed(3);
    }

    @Test
    void langChain4jReadsTheResultOfAService() {
        OpenAiChatModel model = OpenAiChatModel.builder()
            .baseUrl(this.url)
            .apiKey("none")
            .modelName(MODEL)
            .seed(3)
            .maxCompletionTokens(200)
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .strictJsonSchema(true)
            .timeout(PATIENCE)
            .maxRetries(0)
            .build();

        assertIsWhole(AiServices.create(Registrar.class, model).describe(QUESTION));
    }

    @Test
    void springAiReadsAnEntity() {
        ChatClient client = ChatClient.create(org.springframework.ai.openai.OpenAiChatModel.builder()
            .options(OpenAiChatOptions.builder()
                .baseUrl(this.url)
                .apiKey("none")
                .model(MODEL)
                .seed(3)
                .maxTokens(200)
                .maxRetries(0)
                .timeout(PATIENCE)
                .build())
            .build());

        assertIsWhole(client.prompt(QUESTION)
            .advisors(AdvisorParams.ENABLE_NATIVE_STRUCTURED_OUTPUT)
            .call()
            .entity(Ship.class));
    }

    private static void assertIsWhole(Ship ship) {
        assertThat(ship).hasNoNullFieldsOrProperties();
        assertThat(ship.home()).hasNoNullFieldsOrProperties();
    }

}
