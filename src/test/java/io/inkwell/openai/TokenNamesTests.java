package io.inkwell.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;
import io.inkwell.openai.chat.ChatLogprobs;

import static org.assertj.core.api.Assertions.assertThat;

class TokenNamesTests {

    private static final LogprobsFormat NAMES = new LogprobsFormat(new TokenNames(false), false, false);

    @Test
    void keepsTheNameOfTheSampledTokenIfAnotherHasTheSameText() {
        CompletionLogprobs logprobs = CompletionLogprobs.of(List.of(chosen(7, "a", -2, 9, "a", -1)), true, NAMES);

        assertThat(logprobs.tokens()).containsExactly("a");
        assertThat(logprobs.topLogprobs()).singleElement()
            .satisfies((top) -> assertThat(top).hasSize(2).containsEntry("a", -2f).containsEntry("token_id:9", -1f));
    }

    @Test
    void namesPaddingTokensById() {
        CompletionLogprobs logprobs = CompletionLogprobs.of(List.of(chosen(7, "", -2, 9, "", -1)), true, NAMES);

        assertThat(logprobs.tokens()).containsExactly("token_id:7");
        assertThat(logprobs.topLogprobs()).singleElement()
            .satisfies((top) -> assertThat(top).hasSize(2)
                .containsEntry("token_id:7", -2f)
                .containsEntry("token_id:9", -1f));
    }

    @Test
    void namesAmbiguousCandidatesById() {
        TextToken token = new TextToken(7, bytes("a"), 0, new TextToken.Logprobs(-3, 3,
                List.of(new ScoredToken(8, bytes("b"), -1), new ScoredToken(9, bytes("b"), -2)), 1));

        assertThat(CompletionLogprobs.of(List.of(token), true, NAMES).topLogprobs()).singleElement()
            .satisfies((top) -> assertThat(top).hasSize(3)
                .containsEntry("a", -3f)
                .containsEntry("b", -1f)
                .containsEntry("token_id:9", -2f));
    }

    @Test
    void namesAmbiguousCandidatesOfAChatById() {
        ChatLogprobs logprobs = ChatLogprobs.of(List.of(chosen(7, "a", -2, 9, "a", -1)), NAMES);

        assertThat(logprobs.content().get(0).token()).isEqualTo("a");
        assertThat(logprobs.content().get(0).topLogprobs()).extracting(ChatLogprobs.Candidate::token)
            .containsExactly("token_id:9", "a");
    }

    @Test
    void namesTokensByIdOnRequest() {
        assertThat(CompletionLogprobs
            .of(List.of(chosen(7, "a", -2, 9, "b", -1)), true, new LogprobsFormat(new TokenNames(true), false, false))
            .tokens()).containsExactly("token_id:7");
    }

    private static TextToken chosen(int id, String text, float logprob, int otherId, String otherText,
            float otherLogprob) {
        return new TextToken(id, bytes(text), 0,
                new TextToken.Logprobs(logprob, 2, List.of(new ScoredToken(otherId, bytes(otherText), otherLogprob),
                        new ScoredToken(id, bytes(text), logprob)), 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
