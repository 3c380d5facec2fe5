package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConversationTests {

    private static final Path FILE = Path.of("rows.jsonl");

    private static final String CHATML = "{% for message in messages %}<{{ message.role }}>{{ message.content }}<end>"
            + "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";

    @Test
    void learnsWhatTheAssistantAnswers() throws IOException {
        assertThat(turns(CHATML, """
                {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"},
                    {"role": "assistant", "content": "Hello"}]}
                """)).containsExactly(new Turn("<system>Be brief.<end><user>Hi<end><assistant>", false),
                new Turn("Hello<end>", true));
    }

    @Test
    void learnsEveryAnswerOfAConversation() throws IOException {
        assertThat(turns(TemplateSource.TRANSCRIPT.text(), """
                {"messages": [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2"},
                    {"role": "user", "content": "3"}, {"role": "assistant", "content": "4"}]}
                """)).containsExactly(new Turn("User: 1\nAssistant:", false), new Turn(" 2\n", true),
                new Turn("User: 3\nAssistant:", false), new Turn(" 4\n", true));
    }

    @Test
    void doesNotLearnAnAnswerOfWeight0() throws IOException {
        assertThat(turns(CHATML, """
                {"messages": [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2", "weight": 0},
                    {"role": "user", "content": "3"}, {"role": "assistant", "content": "4", "weight": 1}]}
                """)).containsExactly(new Turn("<user>1<end><assistant>2<end><user>3<end><assistant>", false),
                new Turn("4<end>", true));
    }

    @Test
    void rejectsATemplateThatRendersAMessageDifferentlyLater() {
        String last = "{% for message in messages %}{% if loop.last %}last: {% endif %}{{ message.content }}{% endfor %}";

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> turns(last, """
                {"messages": [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2"}]}
                """)).withMessageContaining("renders a message differently when others follow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    []                                 | : "messages" must be an array of messages, the last one from the assistant; given: []
                    7                                  | : "messages" must be an array of messages, the last one from the assistant; given: 7
                    [{"role":"user","content":"a"}]    | : "messages" must be an array of messages, the last one from the assistant; given: [{"role":"user","content":"a"}]
                    [{"content":"a"}]                  | : messages[0].role must be system, developer, user or assistant; it is missing
                    ["a"]                              | : messages[0].role must be system, developer, user or assistant; it is missing
                    [{"role":"tool","content":"a"}]    | : messages[0].role must be system, developer, user or assistant; given: "tool"
                    [{"role":"assistant"}]             | : messages[0].content must be a string; it is missing
                    [{"role":"assistant","content":1}] | : messages[0].content must be a string; given: 1
                    [{"role":"assistant","content":"a","weight":"1"}] | : messages[0].weight must be 0 or 1; given: "1"
                    [{"role":"assistant","content":"a","weight":0.5}] | : messages[0].weight must be 0 or 1; given: 0.5
                    [{"role":"assistant","content":"a","weight":0}]   | : "messages" must have a message of the assistant with a weight of 1; all have 0
                    """)
    void rejectsOtherMessages(String messages, String problem) {
        assertThatExceptionOfType(TrainingTextException.class)
            .isThrownBy(() -> TextRow.parse(FILE, 3, "{\"messages\": " + messages + "}"))
            .withMessage("rows.jsonl: line 3" + problem);
    }

    private static List<Turn> turns(String template, String row) throws IOException {
        ChatTemplate parsed = ChatTemplate.of(TemplateSource.of("test", template), SpecialTokens.NONE,
                Clock.systemUTC());
        return ((Conversation) TextRow.parse(FILE, 1, row.replace("\n", ""))).turns(parsed);
    }

}
