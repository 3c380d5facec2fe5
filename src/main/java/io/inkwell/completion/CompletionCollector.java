package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Joins the pieces of a completion. */
final class CompletionCollector {

    private final List<StringBuilder> texts = new ArrayList<>();

    private final List<List<TextToken>> tokens = new ArrayList<>();

    private final @Nullable PromptText[] prompts;

    private final Completion.@Nullable Choice[] choices;

    private @Nullable CompletionSummary summary;

    CompletionCollector(int numChoices) {
        this.prompts = new PromptText[numChoices];
        this.choices = new Completion.Choice[numChoices];
        for (int i = 0; i < numChoices; i++) {
            this.texts.add(new StringBuilder());
            this.tokens.add(new ArrayList<>());
        }
    }

    void add(CompletionChunk chunk) {
        int choice = chunk.choice();
        StringBuilder text = this.texts.get(choice).append(chunk.text());
        List<TextToken> tokens = this.tokens.get(choice);
        tokens.addAll(chunk.tokens());
        if (chunk.prompt() != null) {
            this.prompts[choice] = chunk.prompt();
        }
        if (chunk.finish() != null) {
            this.choices[choice] = new Completion.Choice(choice, text.toString(), List.copyOf(tokens),
                    this.prompts[choice], chunk.finish(), chunk.stopReason(), chunk.score());
        }
        if (chunk.summary() != null) {
            this.summary = chunk.summary();
        }
    }

    Completion completion() {
        return new Completion(List.of(this.choices), Objects.requireNonNull(this.summary));
    }

}
