package io.inkwell.explanation;

import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that exceeds a limit fails with the given value and the setting.
 */
@LimitedExplanations
class ExplanationLimitsIT {

    private final ServiceClient service;

    ExplanationLimitsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    score              | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    score              | 'prompt': 17 prompts                               | 400 | explain.max-texts           | 17
                    score              | 'top': 1001                                        | 400 | explain.max-top             | 1001
                    score              | 'prompt': 16 prompts of 400 tokens, 'top': 100     | 413 | limits.max-logprob-entries  | 646400
                    next-token         | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    next-token         | 'top': 1001                                        | 400 | explain.max-top             | 1001
                    next-token         | 'prompt': 400 tokens, 'positions': [], 'top': 1000 | 413 | limits.max-logprob-entries | 800000
                    next-token         | 'prompt': 13 tokens, 'positions': [], 'encoding': 'f32' | 413 | explain.max-numbers | 53248
                    beam               | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    beam               | 'prompt': 399 tokens, 'max_tokens': 2              | 400 | explain.max-tokens          | 2
                    beam               | 'n': 17                                            | 400 | limits.max-beams            | 17
                    beam               | 'num_beams': 17                                    | 400 | limits.max-beams            | 17
                    kv-cache           | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    kv-cache           | 'prompt': 399 tokens, 'max_tokens': 2              | 400 | explain.max-tokens          | 2
                    kv-cache           | 'max_tokens': 65                                   | 400 | explain.max-new-tokens      | 65
                    kv-cache           | 'prompt': 70 tokens, 'num_output_tokens': 65       | 400 | explain.max-new-tokens      | 65
                    attention          | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    attention          | 'prompt': 100 tokens                               | 413 | explain.max-numbers         | 60000
                    attention/patterns | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    logit-lens         | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    logit-lens         | 'prompt': 'a', 'top': 1001                         | 400 | explain.max-top             | 1001
                    logit-lens         | 'prompt': 400 tokens, 'top': 1000                  | 413 | limits.max-logprob-entries  | 2000000
                    importance         | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    importance         | 'prompt': 70 tokens, 'num_output_tokens': 65       | 400 | explain.max-new-tokens      | 65
                    importance         | 'prompt': 400 tokens, 'num_output_tokens': 64, 'methods': ['saliency', 'grad_x_input', 'occlusion'] | 413 | explain.max-numbers | 70560
                    generate-trace     | 'prompt': 401 tokens                               | 400 | explain.max-tokens          | 401
                    generate-trace     | 'prompt': 399 tokens, 'max_tokens': 2              | 400 | explain.max-tokens          | 2
                    generate-trace     | 'max_tokens': 65                                   | 400 | explain.max-new-tokens      | 65
                    generate-trace     | 'top': 1001                                        | 400 | explain.max-top             | 1001
                    generate-trace     | 'top': 1000, 'max_tokens': 64, 'top_k': 9, 'top_p': 0.5, 'min_p': 0.1 | 413 | limits.max-logprob-entries | 512256
                    generate-trace     | 'prompt': 300 tokens, 'max_tokens': 64             | 413 | explain.max-numbers         | 84864
                    """)
    void errorNamesSettingAndGivenValue(String path, String fields, int status, String setting, String given) {
        Answer answer = this.service.post("/v1/explain/" + path, "{%s}".formatted(spelledOut(fields)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.error().get("message").stringValue()).contains("(inkwell." + setting + ")")
            .containsPattern("\\b" + given + "\\b");
    }

    // Expands a count into that many tokens or prompts.
    private static String spelledOut(String fields) {
        String tokens = "[7" + ", 7".repeat(count(fields, "(\\d+) tokens") - 1) + "]";
        String prompts = "[" + tokens + (", " + tokens).repeat(count(fields, "(\\d+) prompts") - 1) + "]";
        return fields.replaceAll("\\d+ prompts( of \\d+ tokens)?", prompts)
            .replaceAll("\\d+ tokens", tokens)
            .replace('\'', '"');
    }

    private static int count(String fields, String pattern) {
        return Pattern.compile(pattern)
            .matcher(fields)
            .results()
            .map((match) -> Integer.valueOf(match.group(1)))
            .findFirst()
            .orElse(1);
    }

}
