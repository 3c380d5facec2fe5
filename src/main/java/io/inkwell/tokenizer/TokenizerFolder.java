package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the tokenizer of a checkpoint's folder as the AutoTokenizer of transformers 5
 * does.
 */
final class TokenizerFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TokenizerFolder.class);

    /** Files that transformers has to convert. */
    private static final List<String> SLOW_FILES = List.of("vocab.txt", "spiece.model", "tokenizer.model",
            "sentencepiece.bpe.model", "sentencepiece.model", "tiktoken.model", "tekken.json", "spm.model",
            "bpe.codes");

    private static final String CONVERSION = "convert it with transformers: "
            + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)";

    private final Path folder;

    private final ObjectNode config;

    private final TokenizerClass tokenizerClass;

    private TokenizerFolder(Path folder) throws IOException {
        this.folder = folder;
        this.config = JsonFiles.readIfPresent(folder.resolve("tokenizer_config.json"));
        this.tokenizerClass = TokenizerClass.of(folder, this.config);
    }

    /**
     * @throws IOException if the files are missing or damaged, or cannot be served; the
     * message says which
     */
    static TokenizerDefinition open(Path folder) throws IOException {
        TokenizerFolder files = new TokenizerFolder(folder);
        Path tokenizerJson = folder.resolve("tokenizer.json");
        return Files.isRegularFile(tokenizerJson) ? files.read(tokenizerJson) : files.readVocabularyFiles();
    }

    /** A {@code tokenizer.json} alone. */
    static TokenizerDefinition parse(String source, byte[] json) throws IOException {
        ObjectNode root = JsonFiles.parse(source, json);
        TokenizerDefinition definition = new TokenizerDefinition(source, root, JsonMapper.shared().createObjectNode());
        definition.setAddedTokens(listed(definition));
        definition.setNamedTokens(new TokenizerClass("").defaultTokens());
        return definition;
    }

    private TokenizerDefinition read(Path tokenizerJson) throws IOException {
        ObjectNode root = JsonFiles.read(tokenizerJson);
        JsonNode listed = root.path("added_tokens");
        TokenizerDefinition file = new TokenizerDefinition(tokenizerJson.toString(), root, this.config);
        boolean rebuilds = this.tokenizerClass.isGpt2() && isByteLevelBpe(root);
        if (this.tokenizerClass.isGpt2() && !rebuilds) {
            LOG.warn("{} is not byte-level BPE; it is used as it is, while transformers reads it as GPT2Tokenizer "
                    + "unless tokenizer_config.json names another class", tokenizerJson);
        }
        TokenizerDefinition definition = rebuilds ? rebuild(tokenizerJson, root) : file;
        AddedVocabulary added = rebuilds ? new AddedVocabulary(ModelVocabulary.of(definition)) : listed(file);
        DeclaredTokens declared = DeclaredTokens.read(this.folder, this.config, this.tokenizerClass, listed);
        declared.addTo(added);
        if (this.tokenizerClass.isBert()) {
            BertDefinition.applyTo(definition, this.config);
        }
        definition.setAddedTokens(added);
        definition.setNamedTokens(declared.contents());
        return definition;
    }

    private TokenizerDefinition rebuild(Path tokenizerJson, ObjectNode root) {
        JsonNode postProcessor = root.path("post_processor");
        return new TokenizerDefinition(tokenizerJson.toString(),
                Gpt2Definition.of(root.path("model"), postProcessor.isObject() ? postProcessor : null, this.config),
                this.config);
    }

    private static AddedVocabulary listed(TokenizerDefinition definition) throws IOException {
        AddedVocabulary added = new AddedVocabulary(ModelVocabulary.of(definition));
        for (JsonNode token : definition.section("added_tokens")) {
            added.add(AddedToken.of(token, false));
        }
        return added;
    }

    private TokenizerDefinition readVocabularyFiles() throws IOException {
        Path vocabJson = this.folder.resolve("vocab.json");
        Path mergesTxt = this.folder.resolve("merges.txt");
        if (!Files.isRegularFile(vocabJson) || !Files.isRegularFile(mergesTxt)) {
            throw missing(vocabJson, mergesTxt);
        }
        if (!this.tokenizerClass.isGpt2()) {
            throw new IOException(
                    this.folder + ": there is no tokenizer.json, and vocab.json and merges.txt are those of "
                            + this.tokenizerClass.name() + "; " + CONVERSION);
        }
        TokenizerDefinition definition = new TokenizerDefinition(this.folder.toString(),
                Gpt2Definition.of(VocabularyFiles.readModel(vocabJson, mergesTxt), null, this.config), this.config);
        AddedVocabulary added = new AddedVocabulary(ModelVocabulary.of(definition));
        DeclaredTokens declared = DeclaredTokens.read(this.folder, this.config, this.tokenizerClass,
                definition.section("added_tokens"));
        declared.addTo(added);
        definition.setAddedTokens(added);
        definition.setNamedTokens(declared.contents());
        definition.setSection("post_processor",
                Gpt2Definition.template(added(declared, "bos"), added(declared, "eos"), added));
        return definition;
    }

    /** The token that the config puts at an end of each text, if it does. */
    private @Nullable String added(DeclaredTokens declared, String name) {
        AddedToken token = declared.named(name + "_token");
        return (token != null && this.config.path("add_" + name + "_token").asBoolean(false)) ? token.content() : null;
    }

    private IOException missing(Path vocabJson, Path mergesTxt) {
        for (String file : SLOW_FILES) {
            if (Files.exists(this.folder.resolve(file))) {
                return new IOException("No tokenizer.json in " + this.folder + ", only " + file + "; " + CONVERSION);
            }
        }
        String needed = Files.isRegularFile(mergesTxt) ? "vocab.json"
                : Files.isRegularFile(vocabJson) ? "merges.txt" : "vocab.json and merges.txt";
        return new IOException("No tokenizer in " + this.folder + ": there is no tokenizer.json, and in its place "
                + needed + " would be needed");
    }

    private static boolean isByteLevelBpe(ObjectNode root) {
        JsonNode model = root.path("model");
        // The original GPT-2's file names no type. Only BPE has merges.
        String type = model.path("type").asString(model.path("merges").isArray() ? "BPE" : "unknown");
        boolean hasAffixes = !model.path("continuing_subword_prefix").asString("").isEmpty()
                || !model.path("end_of_word_suffix").asString("").isEmpty();
        return type.equals("BPE") && !hasAffixes && !model.path("byte_fallback").asBoolean(false)
                && (Gpt2Definition.isByteLevel(root.path("pre_tokenizer"))
                        || Gpt2Definition.isByteLevel(root.path("decoder")));
    }

}
