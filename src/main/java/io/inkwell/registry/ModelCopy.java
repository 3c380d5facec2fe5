package io.inkwell.registry;

import io.inkwell.model.Gpt2Model;

/** The weights of a model, loaded a second time; closing it frees their memory. */
public final class ModelCopy implements AutoCloseable {

    private final Gpt2Model model;

    private final Runnable release;

    ModelCopy(Gpt2Model model, Runnable release) {
        this.model = model;
        this.release = release;
    }

    public Gpt2Model model() {
        return this.model;
    }

    @Override
    public void close() {
        this.model.close();
        this.release.run();
    }

}
