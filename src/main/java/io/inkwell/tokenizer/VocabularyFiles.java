package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two files that GPT-2 checkpoints had before {@code tokenizer.json}. DJL can read
 * them too, but then splits words at the wrong places and knows no bytes.
 *
 * @param vocabulary token to id
 * @param merges pairs of tokens with a space between, the most frequent first
 */
record VocabularyFiles(ObjectNode vocabulary, List<String> merges) {

    private static final String END_OF_TEXT = "<|endoftext|>";

    private static final String GPT2 = """
            {
              "version": "1.0",
              "added_tokens": [],
              "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
              "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
              "model": {"type": "BPE"}
            }
            """;

    private static final String GPT2_END_OF_TEXT = """
            {
              "content": "<|endoftext|>", "special": true,
              "single_word": false, "lstrip": false, "rstrip": false, "normalized": false
            }
            """;

    static VocabularyFiles read(Path vocabJson, Path mergesTxt) throws IOException {
        List<String> merges = Files.readAllLines(mergesTxt)
            .stream()
            .filter((line) -> !line.isBlank() && !line.startsWith("#version"))
            .toList();
        try {
            JsonNode vocabulary = JsonMapper.shared().readTree(Files.readAllBytes(vocabJson));
            if (vocabulary instanceof ObjectNode tokens) {
                return new VocabularyFiles(tokens, merges);
            }
        }
        catch (JacksonException ex) {
            throw new IOException(vocabJson + ": not a JSON document", ex);
        }
        throw new IOException(vocabJson + ": not an object of tokens and ids");
    }

    /** The {@code tokenizer.json} that Hugging Face would make of the two. */
    byte[] toTokenizerJson() {
        JsonMapper json = JsonMapper.shared();
        ObjectNode tokenizer = (ObjectNode) json.readTree(GPT2);
        ObjectNode model = (ObjectNode) tokenizer.path("model");
        model.set("vocab", this.vocabulary);
        ArrayNode pairs = model.putArray("merges");
        this.merges.forEach(pairs::add);
        JsonNode endOfText = this.vocabulary.get(END_OF_TEXT);
        if (endOfText != null) {
            ObjectNode token = (ObjectNode) json.readTree(GPT2_END_OF_TEXT);
            tokenizer.withArray("added_tokens").add(token.set("id", endOfText));
        }
        return json.writeValueAsBytes(tokenizer);
    }

}
