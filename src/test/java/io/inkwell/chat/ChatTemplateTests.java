package io.inkwell.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.chat.ChatMessage.Role;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ChatTemplateTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-31T12:00:00Z"), ZoneOffset.UTC);

    private static final ChatMessage QUESTION = new ChatMessage(Role.USER, "Who wrote it?", null);

    private static final List<ChatMessage> CONVERSATION = List.of(new ChatMessage(Role.SYSTEM, "Be brief.", null),
            QUESTION, new ChatMessage(Role.ASSISTANT, "Melville.", null), new ChatMessage(Role.USER, "When?", null));

    private static final List<ChatMessage> CALLS = List.of(
            QUESTION, new ChatMessage(Role.ASSISTANT, "", null,
                    List.of(new ChatMessage.Call("c1", "search", arguments(), 20)), null),
            new ChatMessage(Role.TOOL, "Melville.", null, List.of(), "c1"));

    private static Map<String, @Nullable Object> arguments() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("title", "Moby-Dick");
        arguments.put("year", null);
        return arguments;
    }

    @Test
    void rendersATranscriptWithoutATemplate() throws IOException {
        ChatTemplate transcript = ChatTemplate.of(TemplateSource.TRANSCRIPT, SpecialTokens.NONE, CLOCK);

        assertThat(transcript.render(CONVERSATION, true))
            .isEqualTo("Be brief.\n\nUser: Who wrote it?\nAssistant: Melville.\nUser: When?\nAssistant:");
        assertThat(transcript.render(CONVERSATION, false)).endsWith("User: When?\n");
        assertThat(transcript.source().stopStrings()).containsExactly("\nUser:", "\nAssistant:");
    }

    @Test
    void transcriptShowsCallsAndTheirResults() throws IOException {
        ChatTemplate transcript = ChatTemplate.of(TemplateSource.TRANSCRIPT, SpecialTokens.NONE, CLOCK);

        assertThat(transcript.render(CALLS, true)).isEqualTo(
                "User: Who wrote it?\nAssistant: search {\"title\": \"Moby-Dick\", \"year\": null}\nTool: Melville.\nAssistant:");
    }

    @Test
    void passesCallsToTheTemplate() throws IOException {
        ChatTemplate template = template("""
                {% for m in messages %}{% for c in m.tool_calls %}{{ c.id }} {{ c.type }} {{ c.function.name }}
                 {%- for name, value in c.function.arguments | items %} {{ name }}={{ value }}{% endfor %};
                {%- endfor %}{% if m.role == 'tool' %}{{ m.tool_call_id }}: {{ m.content }}{% endif %}{% endfor %}""");

        assertThat(template.render(CALLS, true))
            .isEqualTo("c1 function search title=Moby-Dick year=None;c1: Melville.");
    }

    @Test
    void rejectsCallsThatTheTemplateDoesNotRender() throws IOException {
        ChatTemplate template = template("{% for m in messages %}{{ m.role }}: {{ m.content }}{% endfor %}");

        for (List<ChatMessage> messages : List.of(CALLS.subList(0, 2), CALLS.subList(2, 3))) {
            assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> template.render(messages, true))
                .withMessage("messages must contain no tool calls and no tool messages, because the chat template of "
                        + "this model does not render them");
        }
    }

    @Test
    void readsATemplateFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("chat.jinja"), "{{ messages[0].content }}\n");

        ChatTemplate template = ChatTemplate.of(TemplateSource.read(file), SpecialTokens.NONE, CLOCK);

        assertThat(template.render(List.of(QUESTION), true)).isEqualTo("Who wrote it?");
        assertThat(template.source().stopStrings()).isEmpty();
    }

    @Test
    void passesRolesAndNamesToTheTemplate() throws IOException {
        List<ChatMessage> messages = List.of(new ChatMessage(Role.USER, "Hello", "Ann"), QUESTION);

        assertThat(template("{% for m in messages %}{{ m.name | default('?') }} {% endfor %}").render(messages, true))
            .isEqualTo("Ann ? ");
    }

    @Test
    void omitsSpecialTokensThatTheModelLacks() throws IOException {
        assertThat(template("<{{ bos_token }}{% if bos_token is defined %}bos{% endif %}>").render(CONVERSATION, true))
            .isEqualTo("<>");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{{ bos_token }}", "{% if true %}", "{# #}", "{{", "%}", "{{ messages }}", "\\n", "'\"",
            "{{ raise_exception('x') }}", "<|endoftext|>", "🐳" })
    void rendersContentAsPlainText(String content) throws IOException {
        ChatMessage message = new ChatMessage(Role.USER, content, null);

        assertThat(template("{{ messages[0]['content'] }}|{{ messages[0].content | trim }}").render(List.of(message),
                true))
            .isEqualTo(content + "|" + content);
    }

    @Test
    void reportsTheExceptionThatTheTemplateRaises() throws IOException {
        ChatTemplate template = template(
                "{% if messages | length == 1 %}{{ raise_exception('one is too few') }}{% endif %}");

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> template.render(List.of(QUESTION), true))
            .withMessage("the chat template rejected the messages: one is too few")
            .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo("messages"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{% if messages %}", "{{ messages | nothing }}", "{% nothing %}", "{{ messages[ }}",
            "{% for m in messages %}{{ m.content | nothing }}{% endfor %}", "{{ messages is nothing }}", "{{ 'a }}",
            "{# a", "{% for m in messages %}{% endif %}", "{% break %}" })
    void rejectsAnInvalidTemplate(String text) {
        assertThatExceptionOfType(ChatTemplateException.class).isThrownBy(() -> template(text))
            .withMessageStartingWith("chat template of the test: line 1: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {{ nothing() }}                                  | the chat template failed: line 1: 'nothing' is undefined
                    {{ ''.getClass() }}                              | 'str object' has no attribute 'getClass'
                    {{ messages[0].clear() }}                        | access to attribute 'clear' of 'dict' object is unsafe.
                    {{ ''.__class__.__mro__ }}                       | access to attribute '__class__' of 'str' object is unsafe.
                    {{ messages.append(1) }}                         | access to attribute 'append' of 'list' object is unsafe.
                    {{ range(1000000000) }}                          | Range too big.
                    {% include 'application.yaml' %}                 | line 1: chat templates cannot load other templates: 'include'
                    {% import 'application.yaml' as x %}             | line 1: chat templates cannot load other templates: 'import'
                    {% from 'application.yaml' import x %}           | line 1: chat templates cannot load other templates: 'from'
                    {% extends 'application.yaml' %}                 | line 1: chat templates cannot load other templates: 'extends'
                    {% macro f() %}{{ f() }}{% endmacro %}{{ f() }}  | exceeded a limit: line 1: values or calls nest deeper
                    {{ 'a' * 100000000 }}                            | exceeded a limit: line 1: a string is longer than
                    """)
    void rejectsMessagesOnWhichTheTemplateFails(String text, String problem) throws IOException {
        ChatTemplate template = template(text);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> template.render(CONVERSATION, true))
            .withMessageContaining(problem)
            .satisfies((rejection) -> assertThat(rejection.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
            .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo("messages"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{{ ''.class }}", "{{ messages.class }}", "{{ messages[0]['class'] }}",
            "{{ ''.__class__ }}", "{{ ''.bytes }}", "{{ loop }}" })
    void hidesJavaClasses(String text) throws IOException {
        assertThat(template(text).render(CONVERSATION, true)).isEmpty();
    }

    @Test
    void rejectsMessagesIfTheTemplateIsUnreadable() {
        TemplateSource source = TemplateSource.of("the test", "{% if %}");
        ChatTemplateException cause = catchThrowableOfType(ChatTemplateException.class,
                () -> ChatTemplate.of(source, SpecialTokens.NONE, CLOCK));
        ChatTemplate template = ChatTemplate.unusable(source, SpecialTokens.NONE, cause);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> template.render(CONVERSATION, true))
            .withMessage("the chat template of this model is not usable: chat template of the test: line 1: "
                    + "Expected an expression, got 'end of statement block'")
            .satisfies((rejection) -> assertThat(rejection.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }

    @Test
    void passesSpecialTokensAndVariablesToTheTemplate() throws IOException {
        ChatTemplate template = ChatTemplate.of(
                TemplateSource.of("the test",
                        "{{ bos_token }}{{ sep_token }}{{ mask_token }}{{ tools is none }}"
                                + "{{ documents }}{{ add_generation_prompt }}{{ thinking }}"),
                new SpecialTokens(Map.of("bos_token", "<s>", "sep_token", "<sep>")), CLOCK);

        assertThat(template.render(CONVERSATION, false)).isEqualTo("<s><sep>TrueNoneFalse");
        assertThat(template.render("messages", CONVERSATION,
                new ChatTemplateOptions(true, Map.of("thinking", true, "bos_token", "<b>"))))
            .isEqualTo("<b><sep>TrueNoneTrueTrue");
    }

    @Test
    void formatsTheCurrentDate() throws IOException {
        assertThat(template("{{ strftime_now('%Y') }}").render(CONVERSATION, true)).isEqualTo("2024");
    }

    private static ChatTemplate template(String text) throws ChatTemplateException {
        return ChatTemplate.of(TemplateSource.of("the test", text), SpecialTokens.NONE, CLOCK);
    }

}
