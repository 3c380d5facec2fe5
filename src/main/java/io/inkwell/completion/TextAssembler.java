package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.SynchronousSink;

import io.inkwell.decoding.FinishReason;
import io.inkwell.decoding.StopDecision;
import io.inkwell.engine.GenerationTimings;
import io.inkwell.tokenizer.Detokenizer;

/**
 * Makes text of the tokens of one completion, in pieces that never have to be taken back.
 * One thread at a time.
 */
final class TextAssembler {

    private final List<Detokenizer> detokenizers;

    private final long seed;

    private int numOpenChoices;

    private int numOpenPrompts;

    private @Nullable GenerationTimings timings;

    /** The last piece of the last choice, which waits for the summary. */
    private @Nullable CompletionChunk last;

    /**
     * @param detokenizers one for each choice of each prompt
     */
    TextAssembler(List<Detokenizer> detokenizers, int numPrompts, long seed) {
        this.detokenizers = List.copyOf(detokenizers);
        this.numOpenChoices = detokenizers.size();
        this.numOpenPrompts = numPrompts;
        this.seed = seed;
    }

    /** Passes on the text that is certain now, if there is any. */
    void accept(GenerationEvent event, SynchronousSink<CompletionChunk> sink) {
        CompletionChunk chunk;
        if (event instanceof GenerationEvent.Token token) {
            chunk = append(token.choice(), token.tokenId(), token.decision());
        }
        else {
            chunk = end(((GenerationEvent.End) event).timings());
        }
        if (chunk != null) {
            sink.next(chunk);
        }
    }

    private @Nullable CompletionChunk append(int choice, int tokenId, StopDecision decision) {
        Detokenizer detokenizer = this.detokenizers.get(choice);
        FinishReason finish = decision.finish();
        if (finish == null) {
            String text = detokenizer.append(tokenId, decision.heldBytes());
            return text.isEmpty() ? null : new CompletionChunk(choice, text, null, null, null);
        }
        String text = detokenizer.append(tokenId, decision.cutBytes()) + detokenizer.finish(decision.cutBytes());
        CompletionChunk chunk = new CompletionChunk(choice, text, finish, decision.stopReason(), null);
        if (--this.numOpenChoices > 0) {
            return chunk;
        }
        this.last = chunk;
        return null;
    }

    private @Nullable CompletionChunk end(GenerationTimings timings) {
        this.timings = (this.timings == null) ? timings : this.timings.and(timings);
        this.numOpenPrompts--;
        CompletionChunk last = this.last;
        if (last == null || this.numOpenPrompts > 0) {
            return null;
        }
        return last.with(CompletionSummary.of(this.seed, this.timings));
    }

}
