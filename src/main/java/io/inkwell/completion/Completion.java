package io.inkwell.completion;

import java.util.List;

/** A finished completion: its choices in index order. */
public record Completion(List<Choice> choices, CompletionSummary summary) {
}
