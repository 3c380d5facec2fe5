package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.error.Excerpt;

/**
 * Reads the tokenizer of a checkpoint folder as AutoTokenizer of transformers 5 does.
 */
public final class TokenizerFolder {

    private static final Logger logger = LoggerFactory.getLogger(TokenizerFolder.class);

    /** Files that transformers must convert. */
    private static final List<String> SLOW_FILES = List.of("vocab.txt", "spiece.model", "tokenizer.model",
            "sentencepiece.bpe.model", "sentencepiece.model", "tiktoken.model", "tekken.json", "spm.model",
            "bpe.codes");

    private static final String CONVERSION = "convert it with transformers: "
            + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)";

    private static final int MAX_SHOWN = 80;

    private static final String CONFIG = "tokenizer_config.json";

    // In Python every non-empty string is true, and transformers turns a string into a
    // special token if its field name ends with "_token".
    private static final List<String> FLAGS = List.of("add_bos_token", "add_eos_token", "add_prefix_space",
            "clean_up_tokenization_spaces", "split_special_tokens");

    private final Path folder;

    private final ObjectNode config;

    private final TokenizerClass tokenizerClass;

    private TokenizerFolder(Path folder) throws IOException {
        this.folder = folder;
        this.config = JsonFiles.readIfPresent(folder.resolve(CONFIG));
        this.tokenizerClass = TokenizerClass.of(folder, this.config);
        for (String flag : FLAGS) {
            requireFlag(flag);
        }
    }

    private void requireFlag(String field) throws IOException {
        JsonNode value = this.config.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean() && !value.isNumber()) {
            throw new IOException(this.folder.resolve(CONFIG) + ": " + field + " must be true or false; given: "
                    + Excerpt.of(value.toString(), MAX_SHOWN));
        }
    }

    /**
     * Reads the tokenizer of a folder.
     * @throws IOException if the files are missing, invalid or unsupported; the message
     * says which
     */
    public static TokenizerDefinition open(Path folder) throws IOException {
        TokenizerFolder files = new TokenizerFolder(folder);
        if (files.config.path("auto_map").isContainer()) {
            logger.warn(
                    "{}: auto_map has no effect, as in transformers without trust_remote_code: "
                            + "the repository's own tokenizer may produce other token ids and text",
                    folder.resolve(CONFIG));
        }
        Path tokenizerJson = folder.resolve("tokenizer.json");
        return Files.isRegularFile(tokenizerJson) ? files.read(tokenizerJson) : files.readVocabularyFiles();
    }

    /** Reads a single {@code tokenizer.json}. */
    public static TokenizerDefinition parse(String source, byte[] json) throws IOException {
        ObjectNode root = JsonFiles.parse(source, json);
        TokenizerDefinition definition = new TokenizerDefinition(source, root, JsonMapper.shared().createObjectNode());
        definition.setAddedTokens(listed(definition));
        Map<String, String> tokens = new LinkedHashMap<>();
        TokenizerClass.gpt2()
            .tokens()
            .forEachEntry((field, token) -> token.asStringOpt().ifPresent((name) -> tokens.put(field, name)));
        definition.setNamedTokens(tokens);
        return definition;
    }

    private TokenizerDefinition read(Path tokenizerJson) throws IOException {
        ObjectNode root = JsonFiles.read(tokenizerJson);
        TokenizerDefinition file = new TokenizerDefinition(tokenizerJson.toString(), root, this.config);
        DeclaredTokens declared = DeclaredTokens.read(this.folder, this.config, this.tokenizerClass, root);
        Blueprint blueprint = this.tokenizerClass.blueprint();
        if (blueprint != null && blueprint.fits(root)) {
            return rebuild(file, blueprint, declared);
        }
        warn(tokenizerJson, blueprint != null);
        AddedVocabulary added = listed(file);
        declared.addTo(added);
        return complete(file, added, declared);
    }

    private void warn(Path tokenizerJson, boolean hasBlueprint) {
        String name = this.tokenizerClass.name();
        if (hasBlueprint) {
            logger
                .warn("{} does not match the kind of tokenizer that {} of transformers 5 builds; it is used unchanged, "
                        + "so tokenization may differ from transformers", tokenizerJson, name);
        }
        else if (this.tokenizerClass.use() == TokenizerClass.Use.REBUILT) {
            logger.warn(
                    "{} is used unchanged, whereas {} of transformers 5 rebuilds normalizer, pre-tokenizer, decoder and "
                            + "post-processor; tokenization may differ if the file defines them differently",
                    tokenizerJson, name);
        }
        else if (this.tokenizerClass.use() == TokenizerClass.Use.NONE) {
            logger.warn("{} is used unchanged, whereas {} of transformers 5 reads other files; "
                    + "tokenization may differ from transformers", tokenizerJson, name);
        }
    }

    private TokenizerDefinition rebuild(TokenizerDefinition file, Blueprint blueprint, DeclaredTokens declared)
            throws IOException {
        AddedVocabulary added = new AddedVocabulary(ModelVocabulary.of(file));
        declared.addTo(added);
        TokenizerDefinition definition = file.with(blueprint.build(file, this.config, declared.contents()));
        JsonNode postProcessor = blueprint.postProcessor(file, declared.contents(), added);
        if (postProcessor != null) {
            definition.setSection("post_processor", postProcessor);
        }
        return complete(definition, added, declared);
    }

    private static TokenizerDefinition complete(TokenizerDefinition definition, AddedVocabulary added,
            DeclaredTokens declared) {
        definition.setAddedTokens(added);
        definition.setNamedTokens(declared.contents());
        return definition;
    }

    private static AddedVocabulary listed(TokenizerDefinition definition) throws IOException {
        AddedVocabulary added = new AddedVocabulary(ModelVocabulary.of(definition));
        added.add(definition.section("added_tokens").valueStream().map((each) -> AddedToken.of(each, false)).toList());
        return added;
    }

    private TokenizerDefinition readVocabularyFiles() throws IOException {
        Path vocabJson = this.folder.resolve("vocab.json");
        Path mergesTxt = this.folder.resolve("merges.txt");
        if (!Files.isRegularFile(vocabJson) || !Files.isRegularFile(mergesTxt)) {
            throw missing(vocabJson, mergesTxt);
        }
        Blueprint blueprint = this.tokenizerClass.blueprint();
        if (!this.tokenizerClass.isGpt2() || blueprint == null) {
            throw new IOException(this.folder + ": tokenizer.json is missing, and vocab.json and merges.txt belong to "
                    + this.tokenizerClass.name() + "; " + CONVERSION);
        }
        ObjectNode files = JsonMapper.shared().createObjectNode();
        files.set("model", VocabularyFiles.readModel(vocabJson, mergesTxt));
        DeclaredTokens declared = DeclaredTokens.read(this.folder, this.config, this.tokenizerClass, files);
        TokenizerDefinition definition = rebuild(new TokenizerDefinition(this.folder.toString(), files, this.config),
                blueprint, declared);
        AddedVocabulary added = listed(definition);
        TextTemplate template = new TextTemplate(definition, added);
        addToken(template, declared, "bos");
        template.addText();
        addToken(template, declared, "eos");
        definition.setSection("post_processor", template.toJson());
        return definition;
    }

    /**
     * Adds the token that the config requests at the start or end of each text, if any.
     */
    private void addToken(TextTemplate template, DeclaredTokens declared, String name) throws IOException {
        AddedToken token = declared.named(name + "_token");
        if (token != null && this.config.path("add_" + name + "_token").asBoolean(false)) {
            template.addToken(token.content());
        }
    }

    private IOException missing(Path vocabJson, Path mergesTxt) {
        for (String file : SLOW_FILES) {
            if (Files.exists(this.folder.resolve(file))) {
                return new IOException(
                        this.folder + ": tokenizer.json is missing, and " + file + " is not supported; " + CONVERSION);
            }
        }
        String needed = Files.isRegularFile(mergesTxt) ? "vocab.json"
                : Files.isRegularFile(vocabJson) ? "merges.txt" : "vocab.json and merges.txt";
        return new IOException(this.folder + " must contain tokenizer.json or " + needed);
    }

}
