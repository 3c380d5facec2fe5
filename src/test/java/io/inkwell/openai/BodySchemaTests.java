package io.inkwell.openai;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.docs.ApiDocument;
import io.inkwell.openai.chat.ChatBody;
import io.inkwell.openai.chat.ChatLogprobs;
import io.inkwell.openai.chat.ChatResponse;
import io.inkwell.openai.chat.ToolCall;
import io.inkwell.openai.responses.OutputMessage;
import io.inkwell.openai.responses.ResponseObject;
import io.inkwell.openai.responses.ResponseUsage;
import io.inkwell.openai.responses.ResponsesBody;
import io.inkwell.openai.responses.TextFormat;
import io.inkwell.openai.responses.TextOptions;
import io.inkwell.openai.tokenize.TokenizeBody;
import io.inkwell.openai.tokenize.TokenizeController;
import io.inkwell.tgi.GenerateBody;
import io.inkwell.tgi.GenerateParameters;
import io.inkwell.tgi.GenerateResponse;
import io.inkwell.tgi.Info;
import io.inkwell.tgi.StreamResponse;
import io.inkwell.web.fields.FieldAliases;
import io.inkwell.web.fields.NeutralFields;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SearchFields;
import io.inkwell.web.fields.StopFields;
import io.inkwell.web.fields.UnsupportedFields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The OpenAPI document has the fields of the records, with their types and defaults. */
class BodySchemaTests {

    private static final Map<Class<?>, List<String>> TYPES = Map.of(Integer.class, List.of("integer", "int32"),
            Long.class, List.of("integer", "int64"), Float.class, List.of("number", ""), Boolean.class,
            List.of("boolean", ""), List.class, List.of("array", ""), Map.class, List.of("object", ""));

    private final ApiDocument document = new ApiDocument();

    @ParameterizedTest
    @MethodSource
    void bodiesMatchTheirSchemas(String schema, Class<?> body) {
        Map<String, JsonNode> properties = this.document.properties(this.document.schema(schema));
        Map<String, Class<?>> fields = fields(body);

        assertThat(properties).containsOnlyKeys(fields.keySet()).allSatisfy((name, property) -> {
            List<String> type = isRejected(property) ? List.of("", "")
                    : TYPES.getOrDefault(fields.get(name), List.of("", ""));
            assertThat(property.path("type").toString()).contains(type.get(0));
            assertThat(property.path("format").asString("")).isEqualTo(type.get(1));
        });
    }

    private static boolean isRejected(JsonNode property) {
        return property.path("type").asString("").equals("null");
    }

    static Stream<Arguments> bodiesMatchTheirSchemas() {
        return Stream.of(arguments("CompletionBody", CompletionBody.class), arguments("ChatBody", ChatBody.class),
                arguments("GenerationFields", GenerationFields.class),
                arguments("SamplingFields", SamplingFields.class), arguments("StopFields", StopFields.class),
                arguments("SearchFields", SearchFields.class), arguments("TruncationFields", TruncationFields.class),
                arguments("StreamOptions", GenerationFields.StreamOptions.class),
                arguments("EmbeddingsBody", EmbeddingsController.Body.class),
                arguments("ResponsesBody", ResponsesBody.class), arguments("TextOptions", TextOptions.class),
                arguments("TextFormat", TextFormat.class), arguments("GenerateBody", GenerateBody.class),
                arguments("GenerateStreamBody", GenerateBody.class),
                arguments("GenerateEitherBody", GenerateBody.class),
                arguments("GenerateParameters", GenerateParameters.class),
                arguments("ResponseStreamOptions", ResponsesBody.StreamOptions.class),
                arguments("TokenizeBody", TokenizeBody.class),
                arguments("DetokenizeBody", TokenizeController.DetokenizeBody.class));
    }

    /** A record that serves whole responses and events has the fields of both schemas. */
    @ParameterizedTest
    @MethodSource
    void responsesMatchTheirSchemas(List<String> schemas, Class<?> answer) {
        Set<String> properties = new TreeSet<>();
        schemas.forEach((schema) -> properties.addAll(this.document.properties(this.document.schema(schema)).keySet()));

        assertThat(fields(answer)).containsOnlyKeys(properties);
    }

    static Stream<Arguments> responsesMatchTheirSchemas() {
        return Stream.of(arguments(List.of("CompletionResponse"), CompletionResponse.class),
                arguments(List.of("CompletionChunk"), CompletionResponse.class),
                arguments(List.of("CompletionChoice"), CompletionResponse.Choice.class),
                arguments(List.of("CompletionLogprobs"), CompletionLogprobs.class),
                arguments(List.of("Usage"), Usage.class), arguments(List.of("InkwellTimings"), InkwellTimings.class),
                arguments(List.of("ChatResponse"), ChatResponse.class),
                arguments(List.of("ChatResponse", "ChatChunk"), ChatResponse.class),
                arguments(List.of("ChatChoice", "ChatDelta"), ChatResponse.Choice.class),
                arguments(List.of("ToolCall", "ToolCallDelta"), ToolCall.class),
                arguments(List.of("ChatLogprobs"), ChatLogprobs.class),
                arguments(List.of("ChatTokenLogprob"), ChatLogprobs.Token.class),
                arguments(List.of("ChatCandidate"), ChatLogprobs.Candidate.class),
                arguments(List.of("Response"), ResponseObject.class),
                arguments(List.of("OutputMessage"), OutputMessage.class),
                arguments(List.of("OutputText"), OutputMessage.Part.class),
                arguments(List.of("ResponseUsage"), ResponseUsage.class),
                arguments(List.of("GenerateResponse"), GenerateResponse.class),
                arguments(List.of("GenerateDetails"), GenerateResponse.Details.class),
                arguments(List.of("PrefillToken"), GenerateResponse.PrefillToken.class),
                arguments(List.of("GeneratedToken"), GenerateResponse.Token.class),
                arguments(List.of("GenerateChunk"), StreamResponse.class), arguments(List.of("TgiInfo"), Info.class),
                arguments(List.of("EmbeddingsResponse"), EmbeddingsResponse.class),
                arguments(List.of("ModelList"), ModelsController.ModelList.class),
                arguments(List.of("Model"), ModelsController.Model.class),
                arguments(List.of("TokenizeResponse"), TokenizeController.Tokens.class),
                arguments(List.of("DetokenizeResponse"), TokenizeController.Text.class),
                arguments(List.of("TokenizerInfo"), TokenizeController.TokenizerInfo.class),
                arguments(List.of("Version"), ServerController.Version.class));
    }

    /** Fields by JSON name, those of unwrapped records included. */
    private static Map<String, Class<?>> fields(Class<?> type) {
        Map<String, Class<?>> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.putAll(fields(component.getType()));
            }
            else {
                fields.put(snakeCase(component.getName()), component.getType());
            }
        }
        return fields;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void explicitDefaultsEqualAnEmptyBody() {
        String defaults = this.document.properties(this.document.schema("CompletionBody"))
            .entrySet()
            .stream()
            .filter((field) -> field.getValue().has("default"))
            .map((field) -> "\"" + field.getKey() + "\": " + field.getValue().path("default"))
            .collect(Collectors.joining(", "));

        assertThat(defaults).contains("temperature", "top_k", "max_tokens", "early_stopping", "truncation_side");
        assertThat(Bodies.request(defaults)).isEqualTo(Bodies.request(""));
    }

    @Test
    void nullsEqualAnEmptyBody() {
        String nulls = this.document.properties(this.document.schema("CompletionBody"))
            .keySet()
            .stream()
            .map((field) -> "\"" + field + "\": null")
            .collect(Collectors.joining(", "));

        assertThat(Bodies.request(nulls)).isEqualTo(Bodies.request(""));
    }

    @Test
    void listsUnsupportedFields() {
        assertThat(named(list("### Not supported"))).containsExactlyInAnyOrderElementsOf(UnsupportedFields.names());
    }

    @Test
    void listsNeutralFields() {
        assertThat(named(list("### Without effect"))).containsExactlyInAnyOrderElementsOf(NeutralFields.NAMES);
    }

    @Test
    void listsAliases() {
        Map<String, Set<String>> documented = new TreeMap<>();
        for (String line : list("### Other names").replace("\n  ", " ").split("\n")) {
            List<String> names = named(line);
            names.subList(1, names.size())
                .forEach((name) -> documented.computeIfAbsent(name, (first) -> new TreeSet<>()).add(names.get(0)));
        }

        assertThat(FieldAliases.targets())
            .allSatisfy((name, fields) -> assertThat(documented.get(name)).containsExactlyInAnyOrderElementsOf(fields));
        assertThat(documented).containsKeys("n_probs", "suppress_tokens", "banned_tokens", "custom_token_bans");
    }

    private static List<String> named(String text) {
        return Pattern.compile("`(\\w+)`").matcher(text).results().map((MatchResult name) -> name.group(1)).toList();
    }

    /** The list under a heading. */
    private String list(String heading) {
        String description = this.document.root().path("info").path("description").stringValue();
        String section = description.substring(description.indexOf(heading) + heading.length());
        return Arrays.stream(section.split("\n#")[0].split("\n\n"))
            .filter((paragraph) -> paragraph.startsWith("- "))
            .collect(Collectors.joining("\n"));
    }

}
