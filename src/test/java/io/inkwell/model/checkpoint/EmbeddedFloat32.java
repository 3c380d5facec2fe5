package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.inkwell.model.Gpt2Model;

/** The embedded model in float32, loaded once for the tests of a class. */
public final class EmbeddedFloat32 implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Gpt2Model model;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
    }

    public Gpt2Model model() {
        return Objects.requireNonNull(this.model);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        model().close();
    }

}
