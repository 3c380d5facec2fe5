package io.inkwell.api;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;

/** Turns results of the engine into those of the API. */
final class Results {

    private Results() {
    }

    static Completion completion(io.inkwell.completion.Completion completion) {
        Choice choice = completion.choices().get(0);
        CompletionSummary summary = completion.summary();
        return new Completion(choice.text(), Objects.requireNonNull(reason(choice)), tokens(choice.tokens()),
                summary.numPromptTokens(), summary.numGeneratedTokens(), summary.seed());
    }

    static CompletionPart part(CompletionChunk chunk) {
        Choice choice = chunk.choice();
        return new CompletionPart(choice.text(), tokens(choice.tokens()), reason(choice));
    }

    static Scores scores(io.inkwell.completion.Completion completion) {
        PromptTokens prompt = Objects.requireNonNull(completion.choices().get(0).prompt());
        return new Scores(tokens(prompt.tokens()));
    }

    private static @Nullable FinishReason reason(Choice choice) {
        return (choice.finishReason() != null) ? FinishReason.valueOf(choice.finishReason().name()) : null;
    }

    private static List<Token> tokens(List<TextToken> tokens) {
        return tokens.stream().map(Results::token).toList();
    }

    private static Token token(TextToken token) {
        TextToken.Logprobs logprobs = token.logprobs();
        return (logprobs == null) ? new Token(token.id(), token.label(), Double.NaN, List.of())
                : new Token(token.id(), token.label(), logprobs.logprob(),
                        logprobs.top()
                            .stream()
                            .map((top) -> new Token.Candidate(top.id(), top.label(), top.logprob()))
                            .toList());
    }

}
