package io.inkwell.tokenizer.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What record.py recorded from Hugging Face tokenizers. */
final class Recorded {

    private static final Path FOLDER = Path.of("src/test/resources/bpe-trainer");

    private Recorded() {
    }

    static JsonNode read(String name) {
        return JsonMapper.shared().readTree(FOLDER.resolve(name));
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    /** The texts of a case; the license of this repository if it has none. */
    static List<String> texts(JsonNode of) {
        try {
            return of.path("texts").isArray() ? strings(of.path("texts"))
                    : List.of(Files.readString(Path.of("LICENSE")));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Trains with the options of a case. */
    static TrainedTokenizer train(JsonNode of) {
        return BpeTrainer.train(texts(of).stream(),
                new BpeTrainerOptions(of.path("vocabSize").intValue(), of.path("minFrequency").longValue()));
    }

}
