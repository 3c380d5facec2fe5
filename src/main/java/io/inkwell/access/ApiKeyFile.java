package io.inkwell.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.FileProblem;

/**
 * A YAML file with a list of API keys. Each entry has an {@code id}, a {@code sha256},
 * {@code scopes}, and possibly {@code limits}. The file may be a symbolic link, as in a
 * mounted Kubernetes Secret.
 */
record ApiKeyFile(Path path) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .build();

    /** The current content, not yet parsed. */
    String content() throws IOException {
        try {
            return Files.readString(this.path, StandardCharsets.UTF_8);
        }
        catch (NoSuchFileException ex) {
            throw new IOException("there is no such file", ex);
        }
        catch (CharacterCodingException ex) {
            throw new IOException("it is not a text file in UTF-8", ex);
        }
        catch (FileSystemException ex) {
            throw new IOException(FileProblem.describe(ex), ex);
        }
    }

    /**
     * The keys in the content; none if it is empty.
     * @throws IOException if it is not a list of keys with unique ids; the message
     * contains only ids
     */
    static List<ApiKey> keys(String content) throws IOException {
        try {
            Object list = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
            return (list != null) ? checked(MAPPER.convertValue(list, ApiKey[].class)) : List.of();
        }
        catch (YAMLException ex) {
            throw new IOException("it is not YAML", ex);
        }
        catch (JacksonException ex) {
            throw new IOException((ex.getCause() instanceof IllegalArgumentException rule) ? rule.getMessage()
                    : "it must be a list of keys, each with id, sha256, scopes, and possibly limits", ex);
        }
    }

    private static List<ApiKey> checked(@Nullable ApiKey[] entries) throws IOException {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ApiKey key : entries) {
            if (key == null) {
                throw new IOException("an entry of the list is empty");
            }
            if (!ids.add(key.id())) {
                throw new IOException("the id of each API key must be unique; given twice: \"" + key.id() + "\"");
            }
            keys.add(key);
        }
        return keys;
    }

}
