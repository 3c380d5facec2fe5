package io.inkwell.api;

import java.util.Iterator;

import io.inkwell.completion.CompletionCursor;

/** The parts of a completion while it runs. */
final class PartIterator implements Iterator<CompletionPart> {

    private final OpenModel model;

    private final CompletionCursor chunks;

    PartIterator(OpenModel model, CompletionCursor chunks) {
        this.model = model;
        this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
        return this.model.await(this.chunks::hasNext);
    }

    @Override
    public CompletionPart next() {
        return Results.part(this.model.await(this.chunks::next));
    }

}
