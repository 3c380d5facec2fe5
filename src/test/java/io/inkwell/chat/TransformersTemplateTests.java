package io.inkwell.chat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Templates in the manner of ChatML, Llama, Mistral, Qwen, Gemma, Phi, Command-R,
 * DeepSeek, Granite and others, with and without tools and documents.
 * {@code renderings.json} is what transformers 5.18 makes of them; {@code record.py} in
 * the same folder wrote it.
 */
class TransformersTemplateTests {

    private static final SpecialTokens TOKENS = new SpecialTokens(Map.of("bos_token", "<s>", "eos_token", "</s>"));

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("renderings")
    void rendersLikeTransformers(String name, String chat, JsonNode conversation, JsonNode expected)
            throws IOException {
        ChatTemplate template = ChatTemplate.of(TemplateSource.of(name, text("templates/" + name + ".jinja")), TOKENS,
                Clock.systemUTC());
        List<ChatMessage> messages = conversation.path("messages")
            .valueStream()
            .map(TransformersTemplateTests::message)
            .toList();
        ChatTemplateOptions options = options(conversation);

        if (expected.has("text")) {
            assertThat(template.render("messages", messages, options)).isEqualTo(expected.path("text").stringValue());
        }
        else {
            String problem = expected.has("rejection")
                    ? "the chat template rejected the messages: " + expected.path("rejection").stringValue()
                    : expected.path("failure").stringValue();
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> template.render("messages", messages, options))
                .withMessageEndingWith(problem);
        }
    }

    private static ChatMessage message(JsonNode message) {
        ChatMessage.Role role = switch (message.path("role").stringValue()) {
            case "system" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
            default -> throw new AssertionError("unknown role: " + message);
        };
        return new ChatMessage(role, message.path("content").stringValue(), null);
    }

    private static ChatTemplateOptions options(JsonNode conversation) {
        Map<String, Object> variables = new LinkedHashMap<>();
        conversation.path("variables").properties().forEach((entry) -> put(variables, entry));
        conversation.properties()
            .stream()
            .filter((entry) -> List.of("tools", "documents").contains(entry.getKey()))
            .forEach((entry) -> put(variables, entry));
        return new ChatTemplateOptions(conversation.path("add_generation_prompt").booleanValue(), variables);
    }

    private static void put(Map<String, Object> variables, Map.Entry<String, JsonNode> entry) {
        variables.put(entry.getKey(), JsonMapper.shared().treeToValue(entry.getValue(), Object.class));
    }

    private static Stream<Arguments> renderings() throws IOException {
        JsonNode data = JsonMapper.shared().readTree(text("renderings.json"));
        return data.path("renderings")
            .properties()
            .stream()
            .flatMap((template) -> template.getValue()
                .properties()
                .stream()
                .map((rendering) -> arguments(template.getKey(), rendering.getKey(),
                        data.path("chats").path(rendering.getKey()), rendering.getValue())));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = TransformersTemplateTests.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
