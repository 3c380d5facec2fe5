package io.inkwell.tokenizer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.fuzz.Fuzzer;
import io.inkwell.fuzz.JsonMutator;
import io.inkwell.fuzz.Mutator;
import io.inkwell.tokenizer.definition.SmallCharacterMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damaged tokenizer files are rejected with an {@link IOException}, or encode and decode,
 * at a bounded cost. None ends the process, although the tokenizers library is native.
 */
class TokenizerFuzzIT {

    private static final Path RESOURCES = Path.of("src/test/resources/io/inkwell/tokenizer");

    private static final List<String> FILES = List.of("tokenizer.json", "tokenizer_config.json",
            "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "config.json");

    private static final List<String> WORDS = List.of("BPE", "WordPiece", "Unigram", "WordLevel", "ByteLevel",
            "Metaspace", "Sequence", "Split", "Whitespace", "WhitespaceSplit", "Punctuation", "Digits",
            "BertPreTokenizer", "CharDelimiterSplit", "UnicodeScripts", "NFC", "NFKD", "Lowercase", "StripAccents",
            "Strip", "Replace", "Prepend", "Precompiled", "BertNormalizer", "Nmt", "ByteFallback", "Fuse", "WordSuffix",
            "BPEDecoder", "CTC", "TemplateProcessing", "BertProcessing", "RobertaProcessing", "type", "pattern",
            "Regex", "String", "content", "behavior", "Removed", "Isolated", "MergedWithPrevious", "invert",
            "add_prefix_space", "trim_offsets", "use_regex", "prepend_scheme", "always", "first", "never",
            "replacement", "normalizers", "pretokenizers", "decoders", "processors", "vocab", "merges", "unk_token",
            "unk_id", "byte_fallback", "fuse_unk", "dropout", "ignore_merges", "continuing_subword_prefix",
            "end_of_word_suffix", "max_input_chars_per_word", "precompiled_charsmap", "special_tokens", "single",
            "pair", "SpecialToken", "ids", "tokens", "id", "start", "stop", "left", "right", "special", "normalized",
            "lstrip", "rstrip", "single_word", "tokenizer_class", "GPT2Tokenizer", "LlamaTokenizer", "T5Tokenizer",
            "BertTokenizer", "Qwen2Tokenizer", "extra_ids", "added_tokens_decoder", "extra_special_tokens",
            "split_special_tokens", "clean_up_tokenization_spaces", "eos_token", "bos_token", "unk_token", "pad_token",
            "<s>", "</s>", "<unk>", "[UNK]", "<|endoftext|>", "\u2581", "\u0120", "##", "a", " ", "", "\\s+", "\\p{L}+",
            "[^a]", "(?i:'s|'t)", "(?=a)", "a{2,1000}", "(", "[", "AAAA", "\u00e9", "\ud83d\ude42", "<0x41>", "{\"a\":",
            "\"", "0", "-1");

    private static final String TEXT = "It is naïve “Größe” 🙂 日本語 don't  \n <s> [UNK] <|endoftext|> aaaa 1234 \u0000\ufffd";

    @TempDir
    private Path folder;

    @Test
    void damagedFolders() throws IOException {
        JsonMutator folders = new JsonMutator(folders(), WORDS);

        new Fuzzer("tokenizer-folder.json", this::readFolder).run(5, 1_000, folders::damaged);
    }

    @Test
    void damagedFiles() throws IOException {
        List<byte[]> files = folders().stream()
            .map((each) -> each.path("tokenizer.json"))
            .filter(JsonNode::isObject)
            .map((json) -> json.toString().getBytes(StandardCharsets.UTF_8))
            .toList();
        Mutator mutator = new Mutator(files, WORDS);

        new Fuzzer("tokenizer.json", TokenizerFuzzIT::readFile).run(6, 1_000, mutator::damaged);
    }

    /** The files of each folder as one document, without large ones. */
    private static List<ObjectNode> folders() throws IOException {
        List<ObjectNode> folders = new ArrayList<>();
        try (Stream<Path> paths = Files.list(RESOURCES).filter(Files::isDirectory).sorted()) {
            for (Path path : paths.toList()) {
                ObjectNode folder = JsonMapper.shared().createObjectNode();
                for (String name : FILES) {
                    Path file = path.resolve(name);
                    if (Files.isRegularFile(file)) {
                        String text = Files.readString(file);
                        folder.set(name,
                                name.endsWith(".json") ? JsonMapper.shared().readTree(text) : folder.stringNode(text));
                    }
                }
                if (folder.toString().length() < 10_000) {
                    folders.add(folder);
                }
            }
        }
        assertThat(folders).hasSizeGreaterThan(20);
        folders.add((ObjectNode) JsonMapper.shared().readTree("""
                {"tokenizer.json": {"version": "1.0", "added_tokens": [], "model": {"type": "Unigram", "unk_id": 0,
                 "vocab": [["<unk>", 0], ["b", -1], ["\u2581", -2]]}, "pre_tokenizer": {"type": "Metaspace"},
                 "normalizer": {"type": "Precompiled", "precompiled_charsmap": "%s"}, "decoder": {"type": "Fuse"}},
                 "tokenizer_config.json": {"tokenizer_class": "T5Tokenizer"}}""".formatted(SmallCharacterMap.BASE64)));
        return folders;
    }

    private void readFolder(byte[] input) throws IOException {
        JsonNode files = parsed(input);
        for (String name : FILES) {
            Path file = this.folder.resolve(name);
            Files.deleteIfExists(file);
            JsonNode content = files.path(name);
            if (!content.isMissingNode()) {
                Files.writeString(file, content.isString() ? content.stringValue() : content.toString());
            }
        }
        try (Tokenizer tokenizer = Tokenizer.open(this.folder)) {
            use(tokenizer);
        }
        catch (IOException ex) {
            assertThat(ex.getMessage()).isNotBlank();
        }
    }

    /** Nothing where the document is cut, or a name longer than Jackson reads. */
    private static JsonNode parsed(byte[] input) {
        try {
            return JsonMapper.shared().readTree(input);
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static void readFile(byte[] input) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.read(new ByteArrayInputStream(input))) {
            use(tokenizer);
        }
        catch (IOException ex) {
            assertThat(ex.getMessage()).isNotBlank();
        }
    }

    private static void use(Tokenizer tokenizer) {
        for (boolean special : new boolean[] { false, true }) {
            int[] ids = encoded(tokenizer, special);
            assertThat(tokenizer.decode(ids, special)).isNotNull();
            tokenizer.contextOf(ids);
        }
        for (Map.Entry<String, String> named : tokenizer.namedTokens().entrySet()) {
            tokenizer.idOf(named.getValue());
        }
    }

    private static int[] encoded(Tokenizer tokenizer, boolean addSpecialTokens) {
        try {
            return tokenizer.encode(TEXT, addSpecialTokens);
        }
        catch (UnknownTextException ex) {
            return new int[] { 0, 1, 2 };
        }
    }

}
