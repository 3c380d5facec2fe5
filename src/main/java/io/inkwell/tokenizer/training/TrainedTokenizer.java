package io.inkwell.tokenizer.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A byte-level BPE tokenizer in the format of Hugging Face.
 *
 * @param vocabulary the tokens by id, spelled in the letters of the byte alphabet; id 0
 * is {@code <|endoftext|>}
 * @param merges the merges in order
 */
public record TrainedTokenizer(List<String> vocabulary, List<Merge> merges) {

    private static final String TOKENIZER = "tokenizer.json";

    private static final String CONFIG = "tokenizer_config.json";

    public TrainedTokenizer {
        vocabulary = List.copyOf(vocabulary);
        merges = List.copyOf(merges);
    }

    /**
     * Writes {@code tokenizer.json} and {@code tokenizer_config.json}, from which
     * transformers and Inkwell open a {@code GPT2Tokenizer}. Existing files are replaced.
     * @param folder an existing folder
     * @param modelMaxLength the context of the model in tokens
     */
    public void write(Path folder, int modelMaxLength) throws IOException {
        ObjectNode tokenizer = template(TOKENIZER);
        ObjectNode model = tokenizer.withObject("/model");
        ObjectNode ids = model.withObject("/vocab");
        for (String token : this.vocabulary) {
            ids.put(token, ids.size());
        }
        ArrayNode pairs = model.withArray("/merges");
        for (Merge merge : this.merges) {
            pairs.addArray().add(merge.first()).add(merge.second());
        }
        write(folder.resolve(TOKENIZER), tokenizer);
        write(folder.resolve(CONFIG), template(CONFIG).put("model_max_length", modelMaxLength));
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    private static ObjectNode template(String name) throws IOException {
        try (InputStream json = TrainedTokenizer.class.getResourceAsStream(name)) {
            return (ObjectNode) JsonMapper.shared().readTree(Objects.requireNonNull(json, name));
        }
    }

}
