package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.completion.CompletionSummary;

/** What a request used, each prompt counted once. */
@JsonPropertyOrder({ "prompt_tokens", "completion_tokens", "total_tokens" })
record Usage(int promptTokens, int completionTokens, int totalTokens) {

    static Usage of(CompletionSummary summary) {
        return of(summary.numPromptTokens(), summary.numGeneratedTokens());
    }

    static Usage of(int promptTokens, int completionTokens) {
        return new Usage(promptTokens, completionTokens, promptTokens + completionTokens);
    }

}
