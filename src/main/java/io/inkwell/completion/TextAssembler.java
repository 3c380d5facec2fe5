package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.inkwell.engine.request.GenerationTimings;

/**
 * Assembles the chunks of one completion. A chunk is emitted once its text is final, so
 * no text is retracted. Not thread-safe.
 */
final class TextAssembler {

    private final EncodedCompletion completion;

    /** One for each prompt, shared by its choices. */
    private final List<PromptEcho> echoes;

    private final List<ChoiceAssembler> choices;

    private int numOpenChoices;

    private int numOpenPrompts;

    private int numGeneratedTokens;

    private @Nullable GenerationTimings timings;

    /** The last chunk of the last choice, held back until the summary is known. */
    private @Nullable CompletionChunk last;

    TextAssembler(EncodedCompletion completion) {
        this.completion = completion;
        this.echoes = completion.prompts().stream().map((prompt) -> new PromptEcho(completion, prompt)).toList();
        this.choices = IntStream.range(0, completion.numGeneratedChoices())
            .mapToObj((choice) -> new ChoiceAssembler(completion, choice, this.echoes.get(promptOf(choice))))
            .toList();
        this.numOpenChoices = this.choices.size();
        this.numOpenPrompts = completion.prompts().size();
    }

    /** The chunks that the event makes final. */
    List<CompletionChunk> accept(GenerationEvent event) {
        List<CompletionChunk> chunks = new ArrayList<>(1);
        if (event instanceof GenerationEvent.Token token) {
            this.numGeneratedTokens++;
            ChoiceAssembler choice = this.choices.get(token.choice());
            addUnlessLast(choice.append(token.token(), this.numGeneratedTokens), chunks);
        }
        else if (event instanceof GenerationEvent.Prompt prompt) {
            this.echoes.get(promptOf(prompt.firstChoice())).accept(prompt.report());
        }
        else if (event instanceof GenerationEvent.Found found) {
            this.numGeneratedTokens += found.tokens().size();
            ChoiceAssembler choice = this.choices.get(found.choice());
            addUnlessLast(choice.appendAll(found.tokens(), found.score(), this.numGeneratedTokens), chunks);
        }
        else {
            end((GenerationEvent.End) event, chunks);
        }
        return chunks;
    }

    private int promptOf(int choice) {
        return choice / this.completion.request().choices().bestOf();
    }

    private List<ChoiceAssembler> choicesOf(int firstChoice) {
        return this.choices.subList(firstChoice, firstChoice + this.completion.request().choices().bestOf());
    }

    private void addUnlessLast(@Nullable CompletionChunk chunk, List<CompletionChunk> chunks) {
        if (chunk == null) {
            return;
        }
        if (!chunk.choice().isFinished() || --this.numOpenChoices > 0) {
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
