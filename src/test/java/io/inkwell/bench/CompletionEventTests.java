package io.inkwell.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Events in the formats of Inkwell, vLLM, TGI and llama.cpp. */
class CompletionEventTests {

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"text\":\" a\",\"finish_reason\":null}],\"usage\":null}",
            "{\"choices\": [{\"index\": 0, \"text\": \"a\", \"logprobs\": null, \"finish_reason\": \"length\"}]}",
            // A token with an incomplete character.
            "{\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":null}]}",
            // The text itself does not matter.
            "{\"choices\":[{\"text\":\"\\\"choices\\\":[]\",\"finish_reason\":null}]}",
            "{\"kind\":\"choices\",\"choices\":[{\"text\":\"error\",\"finish_reason\":null}]}" })
    void detectsTextWithoutParsing(String data) {
        CompletionEvent event = new CompletionEvent(data);

        assertThat(event.hasText()).isTrue();
        assertThat(event.hasUsage()).isFalse();
        assertThat(event.isError()).isFalse();
        assertThat(event.isDone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "[DONE]",
            // The final event of llama.cpp, without text.
            "{\"choices\":[{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"length\"}]}",
            "{\"choices\": [], \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 2}}",
            "{\"error\":{\"message\":\"no\"}}" })
    void detectsNoTextElsewhere(String data) {
        assertThat(new CompletionEvent(data).hasText()).isFalse();
    }

    @Test
    void readsUsageAndFingerprint() {
        CompletionEvent event = new CompletionEvent("""
                {"system_fingerprint":"inkwell-1","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7}}""");

        assertThat(event.hasUsage()).isTrue();
        assertThat(event.usage()).isEqualTo(new TokenUsage(5, 7));
        assertThat(event.fingerprint()).isEqualTo("inkwell-1");
    }

    @Test
    void ignoresUsageWithoutNumbers() {
        assertThat(new CompletionEvent("{\"usage\":{\"tokens\":7}}").usage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"error\":{\"message\":\"too late\",\"code\":500}}",
            "{\"error\": \"too late\", \"error_type\": \"overloaded\"}" })
    void readsErrorMessages(String data) {
        CompletionEvent event = new CompletionEvent(data);

        assertThat(event.isError()).isTrue();
        assertThat(event.message()).isEqualTo("too late");
    }

    @Test
    void returnsInvalidJsonAsMessage() {
        assertThat(new CompletionEvent("<h1>Bad gateway</h1>").message()).isEqualTo("<h1>Bad gateway</h1>");
    }

}
