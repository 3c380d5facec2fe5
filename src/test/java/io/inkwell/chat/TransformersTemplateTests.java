package io.inkwell.chat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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
 * Templates in the manner of ChatML, Llama, Mistral, Zephyr, Gemma, Alpaca, DialoGPT and
 * Qwen, and all that such templates do. The texts of {@code templates.json} are those of
 * transformers 5.18: {@code _cached_compile_jinja_template(template).render(messages=...,
 * add_generation_prompt=..., bos_token="<s>", eos_token="</s>")}, or the refusal is the
 * message of its {@code TemplateError}.
 */
class TransformersTemplateTests {

    private static final SpecialTokens TOKENS = new SpecialTokens("<s>", "</s>", null, null);

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("renderings")
    void rendersWhatTransformersRenders(String template, String chat, String source, JsonNode conversation,
            JsonNode expected) throws IOException {
        ChatTemplate chatTemplate = ChatTemplate.of(TemplateSource.of(template, source), TOKENS);
        List<ChatMessage> messages = conversation.path("messages")
            .valueStream()
            .map(TransformersTemplateTests::message)
            .toList();
        boolean addGenerationPrompt = conversation.path("add_generation_prompt").booleanValue();

        if (expected.has("text")) {
            assertThat(chatTemplate.render(messages, addGenerationPrompt))
                .isEqualTo(expected.path("text").stringValue());
        }
        else {
            assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> chatTemplate.render(messages, addGenerationPrompt))
                .withMessage("the chat template refuses the messages: " + expected.path("refusal").stringValue());
        }
    }

    private static ChatMessage message(JsonNode message) {
        ChatMessage.Role role = switch (message.path("role").stringValue()) {
            case "system" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
            default -> throw new AssertionError("no role of ours: " + message);
        };
        return new ChatMessage(role, message.path("content").stringValue(), null);
    }

    private static Stream<Arguments> renderings() throws IOException {
        JsonNode data;
        try (InputStream json = TransformersTemplateTests.class.getResourceAsStream("templates.json")) {
            data = JsonMapper.shared().readTree(Objects.requireNonNull(json));
        }
        return data.path("templates")
            .valueStream()
            .flatMap((template) -> template.path("renderings").valueStream().map((rendering) -> {
                String chat = rendering.path("chat").stringValue();
                return arguments(template.path("name").stringValue(), chat, template.path("template").stringValue(),
                        data.path("chats").path(chat), rendering);
            }));
    }

}
