package io.inkwell.studio.browser;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;

/**
 * A completion as the address of a view holds it, and how views write its numbers.
 *
 * @param fragment parameters of the address
 * @param ids of prompt and completion
 */
public record WrittenText(String fragment, List<Integer> ids) {

    /** Completes a prompt of plain words with its likeliest tokens. */
    public static WrittenText greedy(ServiceClient service, String prompt, int maxTokens) {
        JsonNode choice = service
            .complete("{\"prompt\": \"" + prompt + "\", \"temperature\": 0, \"ignore_eos\": true, \"max_tokens\": "
                    + maxTokens + ", \"return_token_ids\": true}")
            .at("/choices/0");
        List<Integer> written = ids(choice.path("token_ids"));
        List<String> encoded = written.stream().map((id) -> Integer.toString(id, 36)).toList();
        return new WrittenText("p=" + prompt.replace(' ', '+') + "&g=" + String.join(".", encoded),
                Stream.concat(ids(choice.path("prompt_token_ids")).stream(), written.stream()).toList());
    }

    /** The part of the address that holds the token ids of the completion. */
    public String completion() {
        return this.fragment.substring(this.fragment.indexOf("&g="));
    }

    private static List<Integer> ids(JsonNode ids) {
        return ids.valueStream().map(JsonNode::intValue).toList();
    }

    /** A share as views write it. */
    public static String percent(double share) {
        if (share >= 0.9995) {
            return "100%";
        }
        if (share < 0.001) {
            return (share < 1e-6) ? "0%" : "<0.1%";
        }
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    public static String percent(JsonNode share) {
        return percent(share.doubleValue());
    }

}
