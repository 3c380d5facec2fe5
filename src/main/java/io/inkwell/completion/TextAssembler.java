package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.engine.GenerationTimings;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of the tokens of one completion, in pieces that never have to be taken back.
 * One thread at a time.
 */
final class TextAssembler {

    private final EncodedCompletion completion;

    private final List<ChoiceAssembler> choices;

    private int numOpenChoices;

    private int numOpenPrompts;

    private int numGeneratedTokens;

    private @Nullable GenerationTimings timings;

    /** The last piece of the last choice, which waits for the summary. */
    private @Nullable CompletionChunk last;

    TextAssembler(EncodedCompletion completion) {
        this.completion = completion;
        this.choices = IntStream.range(0, completion.numGeneratedChoices())
            .mapToObj((choice) -> new ChoiceAssembler(completion, choice))
            .toList();
        this.numOpenChoices = this.choices.size();
        this.numOpenPrompts = completion.prompts().size();
    }

    /** The pieces that are certain now, if there are any. */
    List<CompletionChunk> accept(GenerationEvent event) {
        List<CompletionChunk> chunks = new ArrayList<>(1);
        if (event instanceof GenerationEvent.Token token) {
            this.numGeneratedTokens++;
            CompletionChunk chunk = this.choices.get(token.choice())
                .append(token.token(), token.decision(), this.numGeneratedTokens);
            addUnlessLast(chunk, chunks);
        }
        else if (event instanceof GenerationEvent.Prompt prompt) {
            choicesOf(prompt.firstChoice()).forEach((choice) -> choice.onPrompt(prompt.report()));
        }
        else if (event instanceof GenerationEvent.Score score) {
            this.choices.get(score.choice()).onScore(score.score());
        }
        else {
            end((GenerationEvent.End) event, chunks);
        }
        return chunks;
    }

    private List<ChoiceAssembler> choicesOf(int firstChoice) {
        return this.choices.subList(firstChoice, firstChoice + this.completion.request().bestOf());
    }

    private void addUnlessLast(@Nullable CompletionChunk chunk, List<CompletionChunk> chunks) {
        if (chunk == null) {
            return;
        }
        if (chunk.finish() == null || --this.numOpenChoices > 0) {
            chunks.add(chunk);
        }
        else {
            this.last = chunk;
        }
    }

    private void end(GenerationEvent.End event, List<CompletionChunk> chunks) {
        for (ChoiceAssembler choice : choicesOf(event.firstChoice())) {
            addUnlessLast(choice.endWithoutToken(this.numGeneratedTokens), chunks);
        }
        this.timings = (this.timings == null) ? event.timings() : this.timings.and(event.timings());
        this.numOpenPrompts--;
        CompletionChunk last = this.last;
        if (last != null && this.numOpenPrompts == 0) {
            chunks.add(last.with(CompletionSummary.of(this.completion.seed(), this.timings)));
        }
    }

}
