package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.tokenizer.Tokenizer;

/**
 * The files of a model folder that training does not change: the config, the tokenizer,
 * the chat template and the defaults of generation. They are kept in memory, so that each
 * checkpoint has those of the start.
 */
final class ModelFiles {

    /** Templates by name, which replace the one of {@code chat_template.jinja}. */
    private static final String TEMPLATES = "additional_chat_templates";

    /**
     * The files apart from templates and weights. Only the config is always there.
     */
    static final List<String> DESCRIPTIONS = Stream
        .of(List.of("generation_config.json"), Tokenizer.FILES,
                List.of("chat_template.jinja", "chat_template.json", Checkpoint.CONFIG_FILE))
        .flatMap(List::stream)
        .toList();

    /** The dtype of the weights in files of transformers 5, and of earlier versions. */
    private static final List<String> DTYPES = List.of("dtype", "torch_dtype");

    private static final String FLOAT32 = "float32";

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private ModelFiles() {
    }

    static ModelFiles read(Path folder) throws IOException {
        ModelFiles files = new ModelFiles();
        for (String name : descriptions(folder)) {
            Path file = folder.resolve(name);
            byte[] content = Files.readAllBytes(file);
            files.contents.put(name, name.equals(Checkpoint.CONFIG_FILE) ? inFloat32(file, content) : content);
        }
        return files;
    }

    /**
     * The files of a folder apart from the weights, relative to it. The config is last.
     */
    static List<String> descriptions(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder.resolve(TEMPLATES))) {
            for (Path file : DurableFiles.list(folder.resolve(TEMPLATES))) {
                if (file.toString().endsWith(".jinja") && Files.isRegularFile(file)) {
                    names.add(TEMPLATES + "/" + file.getFileName());
                }
            }
        }
        DESCRIPTIONS.stream().filter((name) -> Files.isRegularFile(folder.resolve(name))).forEach(names::add);
        return names;
    }

    void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : this.contents.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("").toAbsolutePath());
            Files.write(target, file.getValue());
        }
    }

    /**
     * A config with float32 as dtype. transformers would otherwise convert the trained
     * weights to the dtype of the original ones.
     */
    private static byte[] inFloat32(Path file, byte[] config) throws IOException {
        try {
            return (JSON.readTree(config) instanceof ObjectNode fields && setDtype(fields))
                    ? JSON.writeValueAsBytes(fields) : config;
        }
        catch (JacksonException ex) {
            throw new IOException(file + " is not valid JSON", ex);
        }
    }

    private static boolean setDtype(ObjectNode config) {
        boolean isChanged = false;
        for (String field : DTYPES) {
            JsonNode value = config.path(field);
            if (value.isString() && !value.stringValue().equals(FLOAT32)) {
                config.put(field, FLOAT32);
                isChanged = true;
            }
        }
        return isChanged;
    }

}
