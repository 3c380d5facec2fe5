package io.inkwell.cli.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreTableTests {

    @Test
    void alignsColumnsOfTokens() {
        TextToken.Logprobs scores = new TextToken.Logprobs(-1.5f, 2,
                List.of(new ScoredToken(7, bytes(" you"), -0.25f), new ScoredToken(12, bytes("\n"), -1.5f)), 1);

        String table = ScoreTable.of(new PromptTokens(List.of(token(400, " me", null)), false),
                List.of(token(12, "\n", scores)), false);

        assertThat(table).isEqualTo("""
                   400  " me"
                    12  "\\n"   -1.5000  " you"  -0.2500  "\\n"  -1.5000
                """);
    }

    @Test
    void omitsTokensThatWereNotGenerated() {
        assertThat(ScoreTable.of(new PromptTokens(List.of(token(0, "<|endoftext|>", null)), true),
                List.of(token(5, "a", null)), false))
            .isEqualTo("     5  \"a\"\n");
    }

    @Test
    void entropyFollowsTheLogProbability() {
        TextToken.Logprobs ofPrompt = new TextToken.Logprobs(-2, 3, List.of(), Float.NaN);
        TextToken.Logprobs ofOutput = new TextToken.Logprobs(-1.5f, 2, List.of(new ScoredToken(7, bytes("b"), -0.25f)),
                3.25f);

        String table = ScoreTable.of(new PromptTokens(List.of(token(4, "p", ofPrompt)), false),
                List.of(token(5, "a", ofOutput)), true);

        assertThat(table).isEqualTo("""
                     4  "p"  -2.0000        -
                     5  "a"  -1.5000   3.2500  "b"  -0.2500
                """);
    }

    private static TextToken token(int id, String text, TextToken.@Nullable Logprobs scores) {
        return new TextToken(id, bytes(text), 0, scores);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
