package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code vocab.json} and {@code merges.txt}, the GPT-2 format before
 * {@code tokenizer.json}. DJL's own reader for them splits words differently and does not
 * support byte-level tokens.
 */
final class VocabularyFiles {

    private VocabularyFiles() {
    }

    /**
     * Converts both files to a model section as Hugging Face does.
     * @throws IOException if a file is invalid, or the files do not match
     */
    static ObjectNode readModel(Path vocabJson, Path mergesTxt) throws IOException {
        ObjectNode vocabulary = JsonFiles.read(vocabJson);
        ObjectNode model = JsonMapper.shared().createObjectNode().put("type", "BPE");
        model.set("vocab", vocabulary);
        ArrayNode pairs = model.putArray("merges");
        Set<String> tokens = new HashSet<>(vocabulary.propertyNames());
        List<String> lines = JsonFiles.lines(mergesTxt);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#version")) {
                requirePair(mergesTxt, i + 1, line, tokens);
                pairs.add(line);
            }
        }
        return model;
    }

    private static void requirePair(Path file, int number, String line, Set<String> tokens) throws IOException {
        String[] pair = line.split(" ", -1);
        if (pair.length != 2) {
            throw new IOException(
                    file + ": line " + number + " must be two tokens separated by a space; given: '" + line + "'");
        }
        List<String> needed = List.of(pair[0], pair[1], pair[0] + pair[1]);
        int missing = IntStream.range(0, needed.size())
            .filter((i) -> !tokens.contains(needed.get(i)))
            .findFirst()
            .orElse(-1);
        if (missing >= 0) {
            throw new IOException(file + ": line " + number + " needs the token '" + needed.get(missing)
                    + "', which is missing in vocab.json");
        }
    }

}
