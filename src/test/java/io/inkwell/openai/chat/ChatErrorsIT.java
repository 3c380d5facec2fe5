package io.inkwell.openai.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Errors of chat completions. */
@InkwellService
class ChatErrorsIT {

    private static final String PATH = "/v1/chat/completions";

    private final ServiceClient service;

    ChatErrorsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                      | messages | messages must be a non-empty list; given: nothing
                    {"messages": null}                      | messages | messages must be a non-empty list; given: null
                    {"messages": []}                        | messages | messages must be a non-empty list; given: an empty list
                    {"messages": "hi"}                      | messages | messages must be a non-empty list; given: a string
                    {"messages": ["hi"]}                    | messages[0] | messages[0] must be a JSON object; given: a string
                    {"messages": [{"content": "a"}]}        | messages[0].role | messages[0].role must be system, developer, user or assistant; given: nothing
                    {"messages": [{"role": 1}]}             | messages[0].role | messages[0].role must be system, developer, user or assistant; given: 1
                    {"messages": [{"role": "tool"}]}        | messages[0].role | messages[0].role must be system, developer, user or assistant; given: another string
                    {"messages": [{"role": "function"}]}    | messages[0].role | messages[0].role must be system, developer, user or assistant; given: another string
                    {"messages": [{"role": "user"}]}        | messages[0].content | messages[0].content must be a string or a list of text parts; given: nothing
                    {"messages": [{"role": "user", "content": null}]} | messages[0].content | messages[0].content must be a string or a list of text parts; given: null
                    {"messages": [{"role": "user", "content": []}]} | messages[0].content | messages[0].content must be a string or a list of text parts; given: an empty list
                    {"messages": [{"role": "user", "content": ["a"]}]} | messages[0].content[0] | messages[0].content[0] must be a JSON object; given: a string
                    {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image_url"}]}]} | messages[0].content[1].type | messages[0].content[1].type must be "text", the only supported type; given: another string
                    {"messages": [{"role": "user", "content": [{"text": "a"}]}]} | messages[0].content[0].type | messages[0].content[0].type must be "text", the only supported type; given: nothing
                    {"messages": [{"role": "user", "content": [{"type": "text"}]}]} | messages[0].content[0].text | messages[0].content[0].text must be a string; given: nothing
                    {"messages": [{"role": "user", "content": "a", "name": 5}]} | messages[0].name | messages[0].name must be a string; given: 5
                    {"messages": [{"role": "user", "content": "a", "nme": "b"}]} | messages[0].nme | messages[0].nme is not a field of this request; did you mean name?
                    {"messages": [{"role": "user", "content": [{"type": "text", "text": "a", "txt": "b"}]}]} | messages[0].content[0].txt | messages[0].content[0].txt is not a field of this request; did you mean text?
                    {"messages": [{"role": "assistant", "content": "a", "refusal": "b"}]} | messages[0].refusal | messages[0].refusal must be a string, or null if content is set; given: a string
                    {"messages": [{"role": "assistant", "content": "a", "prefix": true}]} | messages[0].prefix | messages[0].prefix must be empty: use continue_final_message to continue the last message; given: true
                    {"messages": [{"role": "assistant", "content": "a", "reasoning_content": "b"}]} | messages[0].reasoning_content | messages[0].reasoning_content must be empty: reasoning is not supported; given: a string
                    {"messages": [{"role": "assistant", "content": "a", "tool_calls": [{}]}]} | messages[0].tool_calls | messages[0].tool_calls must be empty: tool calls are not supported; given: a list
                    """)
    void rejectsInvalidMessages(String body, String param, String message) {
        assertRejected(body, param, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "n": 0                       | n | n must be from 1 to 128; given: 0
                    "temperature": 3             | temperature | temperature must be in [0, 2]; given: 3.0
                    "max_tokens": -2             | max_tokens | max_tokens must be at least -1; given: -2
                    "max_tokens": 5, "max_completion_tokens": 6 | max_completion_tokens | max_completion_tokens must be equal to max_tokens (5); given: 6
                    "max_new_tokens": 5, "max_completion_tokens": 6 | max_completion_tokens | max_completion_tokens must be equal to max_new_tokens (5); given: 6
                    "max_completion_tokens": "5" | max_completion_tokens | max_completion_tokens must be an integer of at most 32 bits; given: a string
                    "max_completion_tokens": 511 | max_completion_tokens | this model's maximum context length is 512 tokens, but 522 were requested: 11 in the prompt and 511 for max_completion_tokens
                    "max_tokens": 511            | max_tokens | this model's maximum context length is 512 tokens, but 522 were requested: 11 in the prompt and 511 for max_tokens
                    "logprobs": 5                | logprobs | logprobs must be true or false; given: 5
                    "top_logprobs": 5            | top_logprobs | top_logprobs must be null unless logprobs is true; given: 5
                    "logprobs": true, "top_logprobs": 21 | top_logprobs | top_logprobs must be from 0 to 20; given: 21
                    "tools": [{"type": "function"}] | tools | tools is not supported; given: a list
                    "tool_choice": "required"    | tool_choice | tool_choice is not supported; given: a string
                    "functions": [{}]            | functions | functions is not supported; given: a list
                    "response_format": {"type": "json_object"} | response_format | response_format is not supported; given: a JSON object
                    "modalities": ["text", "audio"] | modalities | modalities is not supported; given: a list
                    "audio": {"voice": "a"}      | audio | audio is not supported; given: a JSON object
                    "chat_template": "{{ 1 }}"   | chat_template | chat_template is not supported: set inkwell.chat-template; given: a string
                    "chat_template_kwargs": {"messages": []} | chat_template_kwargs.messages | chat_template_kwargs.messages must be omitted, because the request has a field for it; given: a value
                    "continue_final_message": true, "add_generation_prompt": true | continue_final_message | continue_final_message must be false when add_generation_prompt is true; given: true
                    "echo": true                 | echo | echo is not supported; given: true
                    "add_generation_prompt": 1   | add_generation_prompt | add_generation_prompt must be true or false; given: 1
                    "response_format": {"type": "text", "typ": 1} | response_format.typ | response_format.typ is not a field of this request; did you mean type?
                    "stream": true, "stream_options": {"include_usge": true} | stream_options.include_usge | stream_options.include_usge is not a field of this request; did you mean include_usage?
                    "stream": true, "stream_options": {"user": "a"} | stream_options.user | stream_options.user is not a field of this request
                    "stream_options": {"include_usage": true, "include_usage": true} | stream_options.include_usage | stream_options.include_usage must occur once; given: more than once
                    "logit_bias": {"7": 1, "7": 1} | logit_bias.7 | logit_bias.7 must occur once; given: more than once
                    "messages": []               | messages | messages must occur once; given: more than once
                    "max_new_tokens": -7         | max_new_tokens | max_new_tokens must be at least -1; given: -7
                    "n_probs": 99                | n_probs | n_probs must be from 0 to 20; given: 99
                    "continue_": true, "add_generation_prompt": true | continue_ | continue_ must be false when add_generation_prompt is true; given: true
                    "stream_options": {}         | stream_options | stream_options must be null unless stream is true
                    """)
    void rejectsInvalidFields(String fields, String param, String message) {
        assertRejected("{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], %s}".formatted(fields), param,
                message);
    }

    @Test
    void errorNamesMessagesThatAreTooLong() {
        Answer answer = this.service.post(PATH,
                "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}".formatted("It is ".repeat(1000)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("context_length_exceeded");
        assertThat(answer.error().path("param").stringValue()).isEqualTo("messages");
    }

    @Test
    void rejectsAnUnknownModel() {
        Answer answer = this.service.post(PATH,
                "{\"model\": \"gpt-4o\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().path("code").stringValue()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"messages\": \"canary\"}", "{\"messages\": [\"canary\"]}",
            "{\"messages\": [{\"role\": \"canary\"}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"canary\"}]}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": [\"canary\"]}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"canary\"}], \"n\": 0}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"chat_template\": \"canary\"}" })
    void errorsContainNoClientText(String body) {
        Answer answer = this.service.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("canary");
    }

    private void assertRejected(String body, String param, String message) {
        Answer answer = this.service.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(answer.error().path("param").stringValue()).isEqualTo(param);
        assertThat(answer.error().path("message").stringValue()).isEqualTo(message);
    }

}
