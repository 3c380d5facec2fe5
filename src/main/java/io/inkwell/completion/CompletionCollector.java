package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Joins the pieces of a completion. */
final class CompletionCollector {

    private final List<StringBuilder> texts = new ArrayList<>();

    private final Completion.@Nullable Choice[] choices;

    private @Nullable CompletionSummary summary;

    CompletionCollector(int numChoices) {
        this.choices = new Completion.Choice[numChoices];
        for (int i = 0; i < numChoices; i++) {
            this.texts.add(new StringBuilder());
        }
    }

    void add(CompletionChunk chunk) {
        StringBuilder text = this.texts.get(chunk.choice()).append(chunk.text());
        if (chunk.finish() != null) {
            this.choices[chunk.choice()] = new Completion.Choice(chunk.choice(), text.toString(), chunk.finish(),
                    chunk.stopReason());
        }
        if (chunk.summary() != null) {
            this.summary = chunk.summary();
        }
    }

    Completion completion() {
        return new Completion(List.of(this.choices), Objects.requireNonNull(this.summary));
    }

}
