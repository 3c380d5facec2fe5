package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Joins the chunks of a completion. */
final class CompletionCollector {

    /** For each choice the parts that have arrived. */
    private final List<List<Choice>> parts = new ArrayList<>();

    private @Nullable CompletionSummary summary;

    CompletionCollector(int numChoices) {
        for (int i = 0; i < numChoices; i++) {
            this.parts.add(new ArrayList<>());
        }
    }

    void add(CompletionChunk chunk) {
        this.parts.get(chunk.choice().index()).add(chunk.choice());
        if (chunk.summary() != null) {
            this.summary = chunk.summary();
        }
    }

    Completion completion() {
        return new Completion(this.parts.stream().map(CompletionCollector::join).toList(),
                Objects.requireNonNull(this.summary));
    }

    private static Choice join(List<Choice> parts) {
        StringBuilder text = new StringBuilder();
        List<TextToken> tokens = new ArrayList<>();
        for (Choice part : parts) {
            text.append(part.text());
            tokens.addAll(part.tokens());
        }
        Choice last = parts.get(parts.size() - 1);
        return new Choice(last.index(), text.toString(), tokens, parts.get(0).prompt(), last.finishReason(),
                last.stopReason(), last.score());
    }

}
