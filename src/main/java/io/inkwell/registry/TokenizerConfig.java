package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

/**
 * The special tokens and the chat template that the files of a tokenizer name:
 * {@code tokenizer_config.json}, and those of {@link TemplateFiles}.
 *
 * @param template null if the model brings none
 */
record TokenizerConfig(SpecialTokens tokens, @Nullable TemplateSource template) {

    static final TokenizerConfig NONE = new TokenizerConfig(SpecialTokens.NONE, null);

    private static final String FILE = "tokenizer_config.json";

    private static final List<String> FIRST_TOKENS = List.of("bos_token", "eos_token", "unk_token", "pad_token");

    /**
     * @throws IOException if a file is there and cannot be understood
     */
    static TokenizerConfig open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        TokenizerConfig config = Files.exists(file) ? read(Files.readAllBytes(file)) : NONE;
        TemplateSource template = TemplateFiles.find(folder);
        if (template == null) {
            template = (config.template != null) ? config.template : TemplateFiles.findJson(folder);
        }
        return new TokenizerConfig(config.tokens, template);
    }

    static TokenizerConfig read(byte[] json) throws IOException {
        JsonNode config;
        try {
            config = JsonMapper.shared().readTree(json);
        }
        catch (JacksonException ex) {
            throw new IOException(FILE + ": not a JSON document", ex);
        }
        SpecialTokens tokens = new SpecialTokens(token(config, "bos_token"), token(config, "eos_token"),
                token(config, "unk_token"), token(config, "pad_token"), others(config));
        return new TokenizerConfig(tokens, TemplateFiles.read(FILE, config.path("chat_template")));
    }

    /** The template that counts. */
    TemplateSource template(ModelOptions options) {
        if (options.chatTemplate() != null) {
            return options.chatTemplate();
        }
        return (this.template != null) ? this.template : TemplateSource.TRANSCRIPT;
    }

    /** A token is written as its name, or as an object that describes it. */
    private static @Nullable String token(JsonNode config, String field) {
        JsonNode token = config.path(field);
        JsonNode name = token.isObject() ? token.path("content") : token;
        return name.isString() ? name.stringValue() : null;
    }

    private static Map<String, String> others(JsonNode config) {
        Map<String, String> others = new LinkedHashMap<>();
        config.propertyNames().stream().filter((field) -> field.endsWith("_token")).forEach((field) -> {
            String token = token(config, field);
            if (token != null && !FIRST_TOKENS.contains(field)) {
                others.put(field, token);
            }
        });
        return others;
    }

}
