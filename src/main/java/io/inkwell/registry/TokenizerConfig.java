package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

/**
 * What the files beside a tokenizer say of chats: {@code tokenizer_config.json}, and
 * {@code chat_template.jinja}, whose template wins.
 *
 * @param template null if the model brings none
 */
record TokenizerConfig(SpecialTokens tokens, @Nullable TemplateSource template) {

    static final TokenizerConfig NONE = new TokenizerConfig(SpecialTokens.NONE, null);

    private static final String FILE = "tokenizer_config.json";

    private static final String TEMPLATE_FILE = "chat_template.jinja";

    /** The one of several templates that chats without tools are written in. */
    private static final String DEFAULT_TEMPLATE = "default";

    /**
     * @throws IOException if a file is there and cannot be understood
     */
    static TokenizerConfig open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        TokenizerConfig config = Files.exists(file) ? read(Files.readAllBytes(file)) : NONE;
        Path template = folder.resolve(TEMPLATE_FILE);
        return Files.exists(template) ? new TokenizerConfig(config.tokens, TemplateSource.read(template)) : config;
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
                token(config, "unk_token"), token(config, "pad_token"));
        return new TokenizerConfig(tokens, template(config.path("chat_template")));
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

    private static @Nullable TemplateSource template(JsonNode template) throws IOException {
        if (template.isString()) {
            return TemplateSource.of(FILE, template.stringValue());
        }
        if (!template.isArray()) {
            return null;
        }
        for (JsonNode each : template.values()) {
            if (each.path("name").asString("").equals(DEFAULT_TEMPLATE)) {
                return template(each.path("template"));
            }
        }
        throw new IOException(FILE + ": none of its chat templates is named " + DEFAULT_TEMPLATE);
    }

}
