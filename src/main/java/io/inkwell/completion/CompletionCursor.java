package io.inkwell.completion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The chunks of a running completion, for a thread that waits for each. Detokenizes on
 * that thread. Closing it cancels the completion, from any thread.
 */
public final class CompletionCursor implements Iterator<CompletionChunk>, AutoCloseable {

    private final TextAssembler assembler;

    private final GenerationQueue events;

    private final Deque<CompletionChunk> ready = new ArrayDeque<>();

    private boolean ended;

    CompletionCursor(EncodedCompletion completion) {
        this.assembler = new TextAssembler(completion);
        this.events = GenerationQueue.submit(completion.model().pool(), completion.generations());
    }

    /**
     * Waits for the next chunk.
     * @throws io.inkwell.error.ServiceException if the completion failed
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    @Override
    public boolean hasNext() {
        while (this.ready.isEmpty() && !this.ended) {
            this.ready.addAll(this.assembler.accept(this.events.take()));
        }
        return !this.ready.isEmpty();
    }

    @Override
    public CompletionChunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the completion has ended");
        }
        CompletionChunk chunk = this.ready.remove();
        this.ended = chunk.summary() != null;
        return chunk;
    }

    @Override
    public void close() {
        this.events.close();
    }

}
