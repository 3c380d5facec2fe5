package io.inkwell.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import io.inkwell.decoding.TokenBytes;
import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.decoder.ByteFallback;
import io.inkwell.tokenizer.decoder.ByteLevelDecoder;
import io.inkwell.tokenizer.decoder.Decoder;
import io.inkwell.tokenizer.decoder.DecoderStages;
import io.inkwell.tokenizer.decoder.TokenTable;
import io.inkwell.tokenizer.decoder.TokenText;
import io.inkwell.tokenizer.definition.TokenizerDefinition;
import io.inkwell.tokenizer.definition.TokenizerFolder;
import io.inkwell.tokenizer.encoder.NativeEncoder;
import io.inkwell.tokenizer.encoder.NormalizedNames;
import io.inkwell.tokenizer.encoder.TokenPatterns;

/**
 * Converts text to token ids and back. Thread-safe. Encoding takes milliseconds for long
 * texts and some tenths of a second for 200,000 characters: do not call it on an
 * event-loop thread. Decoding is plain Java and still works after {@link #close}.
 */
public final class Tokenizer implements AutoCloseable {

    /** The files of a folder that may describe its tokenizer. */
    public static final List<String> FILES = List.of("tokenizer.json", "tokenizer_config.json",
            "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt");

    private static final String PROBE = "a";

    private final String className;

    private final NativeEncoder encoder;

    private final TokenTable table;

    private final Map<String, String> namedTokens;

    private final Decoder decoder;

    private final OptionalInt maxTokenBytes;

    private final int numAddedBefore;

    private final int numAddedAfter;

    private Tokenizer(String className, NativeEncoder encoder, TokenTable table, Map<String, String> namedTokens,
            Decoder decoder, OptionalInt maxTokenBytes) {
        this.className = className;
        this.encoder = encoder;
        this.table = table;
        this.namedTokens = namedTokens;
        this.decoder = decoder;
        this.maxTokenBytes = maxTokenBytes;
        List<Integer> text = ids(encoder.encode(PROBE, false));
        List<Integer> whole = ids(encoder.encode(PROBE, true));
        this.numAddedBefore = Math.max(0, Collections.indexOfSubList(whole, text));
        this.numAddedAfter = whole.size() - text.size() - this.numAddedBefore;
    }

    private static List<Integer> ids(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    /**
     * Opens the tokenizer of a Hugging Face checkpoint: {@code tokenizer.json}, or else
     * {@code vocab.json} and {@code merges.txt}. Includes the added tokens that the
     * accompanying files declare.
     * @throws IOException if the files are missing, invalid or unsupported; the message
     * says which
     */
    public static Tokenizer open(Path folder) throws IOException {
        return of(TokenizerFolder.open(folder));
    }

    /**
     * Reads a {@code tokenizer.json}. The caller closes the stream.
     * @throws IOException if it is invalid or unsupported; the message says why
     */
    public static Tokenizer read(InputStream tokenizerJson) throws IOException {
        return of(TokenizerFolder.parse("tokenizer.json", tokenizerJson.readAllBytes()));
    }

    private static Tokenizer of(TokenizerDefinition definition) throws IOException {
        definition.requireSafe();
        Decoder decoder = DecoderStages.of(definition);
        Map<Integer, String> normalizedNames = NormalizedNames.of(definition);
        new TokenPatterns(definition, normalizedNames).check();
        TokenTable table = tableOf(definition, decoder, normalizedNames);
        OptionalInt maxTokenBytes = LongestToken.bytes(definition);
        NativeEncoder encoder = NativeEncoder.of(definition);
        try {
            return new Tokenizer(definition.className(), encoder, table, definition.namedTokens(), decoder,
                    maxTokenBytes);
        }
        catch (RuntimeException ex) {
            encoder.close();
            throw definition.rejection("the tokenizers library cannot encode with it: " + ex.getMessage(), ex);
        }
    }

    private static TokenTable tableOf(TokenizerDefinition definition, Decoder decoder,
            Map<Integer, String> normalizedNames) throws IOException {
        try {
            return TokenTable.of(definition, decoder, normalizedNames);
        }
        catch (IllegalStateException ex) {
            throw definition.rejection(String.valueOf(ex.getMessage()), ex);
        }
    }

    /**
     * Encodes text of any length without adding special tokens. The name of an added
     * token in it, such as {@code <|endoftext|>}, becomes that token. An unpaired
     * surrogate is read as U+FFFD.
     * @throws IllegalStateException if the tokenizer is closed
     */
    public int[] encode(String text) {
        return encode(text, false);
    }

    /**
     * Encodes text, optionally with the special tokens that the post-processor adds.
     * @throws UnknownTextException if the vocabulary lacks part of the text and has no
     * unknown token
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        try {
            return this.encoder.encode(text, addSpecialTokens);
        }
        catch (IllegalStateException ex) {
            throw ex;
        }
        catch (RuntimeException ex) {
            throw new UnknownTextException(ex);
        }
    }

    /** The number of UTF-8 bytes that {@link #encode} reads. */
    public static int numBytes(String text) {
        return Utf8.length(text);
    }

    /**
     * The maximum number of UTF-8 bytes that one token decodes to; empty if there is no
     * such bound.
     */
    public OptionalInt maxTokenBytes() {
        return this.maxTokenBytes;
    }

    /** The number of special tokens that the post-processor adds at the start. */
    public int numAddedBefore() {
        return this.numAddedBefore;
    }

    /** The number of special tokens that the post-processor adds at the end. */
    public int numAddedAfter() {
        return this.numAddedAfter;
    }

    /** Decodes tokens; each malformed byte sequence becomes U+FFFD. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        TokenBytes tokens = newText(skipSpecialTokens);
        ByteArrayOutputStream text = new ByteArrayOutputStream(4 * ids.length);
        for (int id : ids) {
            text.writeBytes(tokens.append(id));
        }
        text.writeBytes(tokens.finish());
        return Utf8.decode(text.toByteArray());
    }

    /** Creates a detokenizer for the tokens of one choice. */
    public Detokenizer newDetokenizer(boolean skipSpecialTokens) {
        return new Detokenizer(newText(skipSpecialTokens));
    }

    /** Creates a converter to the bytes that {@link #newDetokenizer} decodes. */
    public TokenBytes newTokenBytes(boolean skipSpecialTokens) {
        return newText(skipSpecialTokens);
    }

    /** Creates the same converter, in its state after {@link Detokenizer#begin}. */
    public TokenBytes newTokenBytesAfter(int[] promptTokens, boolean skipSpecialTokens) {
        TokenText text = newText(skipSpecialTokens);
        for (int id : promptTokens) {
            text.appendShown(id);
        }
        return text;
    }

    /**
     * The last prompt token that affects the text of the next token. Where tokens mark
     * word beginnings, a completion after a word starts with a space.
     * @return one token; empty for byte-level tokenizers, or if the prompt has no text
     * token
     */
    public int[] contextOf(int[] promptTokens) {
        if (hasSeparateTokenBytes()) {
            return new int[0];
        }
        for (int i = promptTokens.length - 1; i >= 0; i--) {
            int id = promptTokens[i];
            if (!this.table.isSpecial(id) && ByteFallback.byteOf(this.table.spelling(id)) < 0) {
                return new int[] { id };
            }
        }
        return new int[0];
    }

    /** Whether each token stands for the same bytes in any text. */
    public boolean hasSeparateTokenBytes() {
        return this.decoder instanceof ByteLevelDecoder;
    }

    private TokenText newText(boolean skipSpecialTokens) {
        return this.decoder.newText(this.table, skipSpecialTokens);
    }

    /** The name of the transformers class that reads the files. */
    public String className() {
        return this.className;
    }

    /** The special tokens by field name, such as {@code eos_token}. */
    public Map<String, String> namedTokens() {
        return this.namedTokens;
    }

    /**
     * The id of a token by its spelling in the vocabulary, including tokens that cannot
     * be named in a prompt.
     */
    public OptionalInt idOf(String token) {
        return IntStream.range(0, this.table.size())
            .filter((id) -> this.table.has(id) && this.table.spelling(id).equals(token))
            .findFirst();
    }

    public TokenTable table() {
        return this.table;
    }

    /** The vocabulary size; see {@link TokenTable#size}. */
    public int vocabularySize() {
        return this.table.size();
    }

    /** Waits for running encodings, then frees the native memory. */
    @Override
    public void close() {
        this.encoder.close();
    }

}
