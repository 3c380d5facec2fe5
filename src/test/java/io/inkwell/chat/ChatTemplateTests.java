package io.inkwell.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.chat.ChatMessage.Role;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChatTemplateTests {

    private static final ChatMessage QUESTION = new ChatMessage(Role.USER, "Who wrote it?", null);

    private static final List<ChatMessage> CONVERSATION = List.of(new ChatMessage(Role.SYSTEM, "Be brief.", null),
            QUESTION, new ChatMessage(Role.ASSISTANT, "Melville.", null), new ChatMessage(Role.USER, "When?", null));

    @Test
    void writesAPlainTranscriptForAModelWithoutATemplate() throws IOException {
        ChatTemplate transcript = ChatTemplate.of(TemplateSource.TRANSCRIPT, SpecialTokens.NONE);

        assertThat(transcript.render(CONVERSATION, true))
            .isEqualTo("Be brief.\n\nUser: Who wrote it?\nAssistant: Melville.\nUser: When?\nAssistant:");
        assertThat(transcript.render(CONVERSATION, false)).endsWith("User: When?\n");
        assertThat(transcript.source().stopStrings()).containsExactly("\nUser:", "\nAssistant:");
    }

    @Test
    void readsATemplateFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("chat.jinja"), "{{ messages[0].content }}\n");

        ChatTemplate template = ChatTemplate.of(TemplateSource.read(file), SpecialTokens.NONE);

        assertThat(template.render(List.of(QUESTION), true)).isEqualTo("Who wrote it?");
        assertThat(template.source().stopStrings()).isEmpty();
    }

    @Test
    void tellsTheTemplateWhoSpeaks() throws IOException {
        List<ChatMessage> messages = List.of(new ChatMessage(Role.USER, "Hello", "Ann"), QUESTION);

        assertThat(template("{% for m in messages %}{{ m.name | default('?') }} {% endfor %}").render(messages, true))
            .isEqualTo("Ann ? ");
    }

    @Test
    void leavesOutTheTokensThatAModelHasNot() throws IOException {
        assertThat(template("<{{ bos_token }}{% if bos_token is defined %}bos{% endif %}>").render(CONVERSATION, true))
            .isEqualTo("<>");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{{ bos_token }}", "{% if true %}", "{# #}", "{{", "%}", "{{ messages }}", "\\n", "'\"",
            "{{ raise_exception('x') }}", "<|endoftext|>", "🐳" })
    void takesWhatUsersWriteAsText(String content) throws IOException {
        ChatMessage message = new ChatMessage(Role.USER, content, null);

        assertThat(template("{{ messages[0]['content'] }}|{{ messages[0].content | trim }}").render(List.of(message),
                true))
            .isEqualTo(content + "|" + content);
    }

    @Test
    void passesOnInTheTemplatesWordsWhyItRefuses() throws IOException {
        ChatTemplate template = template(
                "{% if messages | length == 1 %}{{ raise_exception('one is too few') }}{% endif %}");

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> template.render(List.of(QUESTION), true))
            .withMessage("the chat template refuses the messages: one is too few")
            .satisfies((refusal) -> assertThat(refusal.param()).isEqualTo("messages"));
    }

    @Test
    void acceptsATemplateThatRefusesTheConversationItIsTriedWith() throws IOException {
        ChatTemplate template = template("{% if messages | length > 1 %}{{ raise_exception('no') }}{% endif %}one");

        assertThat(template.render(List.of(QUESTION), true)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{% if messages %}", "{{ messages | nothing }}", "{{ nothing() }}", "{% nothing %}",
            "{{ messages[ }}", "{% if false %}{{ messages | nothing }}{% endif %}", "{{ messages[::-1] }}",
            "{% if messages | length == 9 %}{% for m in messages %}{{ m.content | nothing }}{% endfor %}{% endif %}",
            "{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}",
            "{% for m in messages %}{{ loop.previtem }}{% endfor %}", "{{ 'a'.nothing() }}",
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}" })
    void refusesABrokenTemplateBeforeItIsUsed(String text) {
        assertThatExceptionOfType(ChatTemplateException.class).isThrownBy(() -> template(text))
            .withMessageStartingWith("chat template of the test: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{% include 'application.yaml' %}", "{% import 'application.yaml' as x %}",
            "{% from 'application.yaml' import x %}", "{% extends 'application.yaml' %}", "{{ ''.getClass() }}",
            "{{ ''.getBytes() }}", "{{ messages.getClass() }}", "{{ messages[0].getClass() }}",
            "{{ messages[0].clear() }}", "{{ messages[0].content.chars() }}", "{{ ____int3rpr3t3r____.getContext() }}",
            "{{ messages.stream() }}" })
    void letsATemplateReachNothingButItsVariables(String text) {
        assertThatExceptionOfType(ChatTemplateException.class).isThrownBy(() -> template(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{{ ''.class }}", "{{ messages.class }}", "{{ messages[0]['class'] }}",
            "{{ ____int3rpr3t3r____.config }}", "{{ ''.bytes }}", "{{ loop }}" })
    void knowsNoJavaProperties(String text) throws IOException {
        assertThat(template(text).render(CONVERSATION, true)).isEmpty();
    }

    @Test
    void countsNoFurtherThanAThousand() throws IOException {
        assertThat(template("{% for i in range(1000000000) %}x{% endfor %}").render(CONVERSATION, true))
            .isEqualTo("x".repeat(1000));
    }

    @Test
    void knowsTheDay() throws IOException {
        assertThat(template("{{ strftime_now('%Y') }}").render(CONVERSATION, true)).isIn(Year.now().toString(),
                Year.now().minusYears(1).toString());
    }

    private static ChatTemplate template(String text) throws ChatTemplateException {
        return ChatTemplate.of(TemplateSource.of("the test", text), SpecialTokens.NONE);
    }

}
