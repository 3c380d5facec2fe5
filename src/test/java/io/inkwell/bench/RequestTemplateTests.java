package io.inkwell.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTemplateTests {

    private static final LoadRequest IDS = new LoadRequest(new LoadPrompt.TokenIds(new int[] { 5, 6 }), 7);

    @Test
    void requestsAStreamWithUsage() {
        assertThat(body(new RequestTemplate("gpt2", 0, true, Map.of()), IDS)).isEqualTo("""
                {"model":"gpt2","temperature":0.0,"ignore_eos":true,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":[5,6],"max_tokens":7}""");
    }

    @Test
    void sendsTextPromptsAsStrings() {
        LoadRequest text = new LoadRequest(new LoadPrompt.Text("Call \"me\""), 7);

        assertThat(body(new RequestTemplate("gpt2", 0, true, Map.of()), text))
            .contains("\"prompt\":\"Call \\\"me\\\"\"");
    }

    @Test
    void omitsFieldsThatServersMayReject() {
        Map<String, Object> extra = new HashMap<>();
        extra.put("stream_options", null);

        assertThat(body(new RequestTemplate("gpt2", 0, false, extra), IDS)).doesNotContain("ignore_eos",
                "stream_options");
    }

    @Test
    void extraFieldsOverride() {
        String body = body(new RequestTemplate("gpt2", 0, true, Map.of("temperature", 1, "top_k", 40)), IDS);

        assertThat(body).contains("\"temperature\":1,", "\"top_k\":40").doesNotContain("0.0");
    }

    private static String body(RequestTemplate template, LoadRequest request) {
        return new String(template.body(request), StandardCharsets.UTF_8);
    }

}
