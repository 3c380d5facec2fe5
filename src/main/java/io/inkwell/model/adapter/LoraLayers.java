package io.inkwell.model.adapter;

import java.io.IOException;

/** A LoRA adapter whose factors can be taken one layer after another. */
public interface LoraLayers {

    LoraConfig config();

    /**
     * The factors of a layer.
     * @throws IOException if they cannot be read
     */
    LoraLayer layer(int index) throws IOException;

}
