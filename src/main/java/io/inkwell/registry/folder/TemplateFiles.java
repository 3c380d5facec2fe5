package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.TemplateSource;

/**
 * Finds the chat template of a model in the same places as transformers. Of several, it
 * selects the one named {@code default}.
 */
public final class TemplateFiles {

    private static final String FILE = "chat_template.jinja";

    private static final String FOLDER = "additional_chat_templates";

    private static final String CONFIG = "tokenizer_config.json";

    /** The template of a processor. */
    private static final String JSON_FILE = "chat_template.json";

    private static final String FIELD = "chat_template";

    private static final String DEFAULT = "default";

    private TemplateFiles() {
    }

    /**
     * The template from its own file, or from the tokenizer config, or from the
     * processor; null if there is none.
     */
    public static @Nullable TemplateSource find(Path folder) throws IOException {
        Map<String, Path> others = others(folder.resolve(FOLDER));
        Path byName = others.get(DEFAULT);
        if (byName != null) {
            return readText(byName);
        }
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            return readText(file);
        }
        if (!others.isEmpty()) {
            return noDefault(FOLDER, others);
        }
        TemplateSource ofConfig = readJson(folder, CONFIG);
        return (ofConfig != null) ? ofConfig : readJson(folder, JSON_FILE);
    }

    private static TemplateSource readText(Path file) throws IOException {
        try {
            return TemplateSource.read(file);
        }
        catch (ChatTemplateException ex) {
            return TemplateSource.unreadable(file.toString(), "not a text file in UTF-8");
        }
    }

    private static Map<String, Path> others(Path folder) throws IOException {
        Map<String, Path> others = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jinja")) {
                files.forEach((file) -> others.put(file.getFileName().toString().replaceFirst("\\.jinja$", ""), file));
            }
        }
        return others;
    }

    private static @Nullable TemplateSource readJson(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return read(name, PythonJson.MAPPER.readTree(Files.readAllBytes(file)).path(FIELD));
        }
        catch (JacksonException ex) {
            return TemplateSource.unreadable(name, "not a JSON document");
        }
    }

    /**
     * @param template a string, an object of strings by name, or a list of named
     * templates
     * @return null if it is absent
     */
    private static @Nullable TemplateSource read(String origin, JsonNode template) {
        if (template.isMissingNode() || template.isNull()) {
            return null;
        }
        if (template.isString()) {
            return TemplateSource.of(origin, template.stringValue());
        }
        Map<String, JsonNode> named = new TreeMap<>();
        if (template.isObject()) {
            template.properties().forEach((entry) -> named.put(entry.getKey(), entry.getValue()));
        }
        template.values().forEach((each) -> {
            if (template.isArray() && each.path("name").isString()) {
                named.put(each.path("name").stringValue(), each.path("template"));
            }
        });
        JsonNode chosen = named.get(DEFAULT);
        if (chosen == null && !named.isEmpty()) {
            return noDefault(origin, named);
        }
        return (chosen != null && chosen.isString()) ? TemplateSource.of(origin, chosen.stringValue())
                : TemplateSource.unreadable(origin, "chat_template must be a string, or strings by name");
    }

    private static TemplateSource noDefault(String origin, Map<String, ?> named) {
        return TemplateSource.unreadable(origin,
                "none of its templates is named " + DEFAULT + "; their names are " + String.join(", ", named.keySet()));
    }

}
