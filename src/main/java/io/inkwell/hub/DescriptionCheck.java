package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Path;

/** Decides before the download of the weights whether a model is worth it. */
@FunctionalInterface
public interface DescriptionCheck {

    /** Accepts every model. */
    DescriptionCheck NONE = (snapshot) -> {
    };

    /**
     * @param snapshot the folder with all files except the weights
     * @throws IOException if the model cannot be served; the message says why
     */
    void check(Path snapshot) throws IOException;

}
