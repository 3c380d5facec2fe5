package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes samples of a trained model. */
@FunctionalInterface
interface SampleTaker {

    List<Sample> take(Path model) throws IOException;

}
