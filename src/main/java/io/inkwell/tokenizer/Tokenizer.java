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
 * Text to token ids and back. Safe for use by many threads at once. Encoding a long text
 * takes milliseconds, 200,000 characters some tenths of a second: never call it on an
 * event-loop thread. Decoding is plain Java and still works after {@link #close}.
 */
public final class Tokenizer implements AutoCloseable {

    private static final String PROBE = "a";

    private final String className;

    private final NativeEncoder encoder;

    private final TokenTable table;

    private final Map<String, String> namedTokens;

    private final Decoder decoder;

    private final int numAddedBefore;

    private final int numAddedAfter;

    private Tokenizer(String className, NativeEncoder encoder, TokenTable table, Map<String, String> namedTokens,
            Decoder decoder) {
        this.className = className;
        this.encoder = encoder;
        this.table = table;
        this.namedTokens = namedTokens;
        this.decoder = decoder;
        List<Integer> text = ids(encoder.encode(PROBE, false));
        List<Integer> whole = ids(encoder.encode(PROBE, true));
        this.numAddedBefore = Math.max(0, Collections.indexOfSubList(whole, text));
        this.numAddedAfter = whole.size() - text.size() - this.numAddedBefore;
    }

    private static List<Integer> ids(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    /**
     * Opens the tokenizer of a Hugging Face checkpoint: its {@code tokenizer.json}, or
     * else its {@code vocab.json} and {@code merges.txt}, with the tokens that the files
     * next to them declare.
     * @throws IOException if the files are missing or damaged, or cannot be served; the
     * message says which
     */
    public static Tokenizer open(Path folder) throws IOException {
        return of(TokenizerFolder.open(folder));
    }

    /**
     * Reads a {@code tokenizer.json}. The caller closes the stream.
     * @throws IOException if it is damaged or cannot be served; the message says which
     */
    public static Tokenizer read(InputStream tokenizerJson) throws IOException {
        return of(TokenizerFolder.parse("tokenizer.json", tokenizerJson.readAllBytes()));
    }

    private static Tokenizer of(TokenizerDefinition definition) throws IOException {
        definition.requireSafePatterns();
        Decoder decoder = DecoderStages.of(definition);
        Map<Integer, String> normalizedNames = NormalizedNames.of(definition);
        new TokenPatterns(definition, normalizedNames).check();
        TokenTable table = TokenTable.of(definition, decoder, normalizedNames);
        return new Tokenizer(definition.className(), NativeEncoder.of(definition), table, definition.namedTokens(),
                decoder);
    }

    /**
     * The token ids of a text of any length, with nothing added before or after. An added
     * token's name in the text, such as {@code <|endoftext|>}, becomes that token. A
     * surrogate without its partner, which is no character, is read as U+FFFD.
     * @throws IllegalStateException if the tokenizer has been closed
     */
    public int[] encode(String text) {
        return encode(text, false);
    }

    /**
     * The same, and optionally with the special tokens that the tokenizer puts before or
     * after each text.
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        return this.encoder.encode(text, addSpecialTokens);
    }

    /** The special tokens that the tokenizer puts before each text, if asked to. */
    public int numAddedBefore() {
        return this.numAddedBefore;
    }

    /** Those that it puts after each text. */
    public int numAddedAfter() {
        return this.numAddedAfter;
    }

    /** The text of whole tokens, each malformed sequence of bytes replaced by U+FFFD. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        TokenBytes tokens = newText(skipSpecialTokens);
        ByteArrayOutputStream text = new ByteArrayOutputStream(4 * ids.length);
        for (int id : ids) {
            text.writeBytes(tokens.append(id));
        }
        text.writeBytes(tokens.finish());
        return Utf8.decode(text.toByteArray());
    }

    /** For the tokens of one choice, as they are generated. */
    public Detokenizer newDetokenizer(boolean skipSpecialTokens) {
        return new Detokenizer(newText(skipSpecialTokens));
    }

    /** The bytes of which {@link #newDetokenizer} makes text. */
    public TokenBytes newTokenBytes(boolean skipSpecialTokens) {
        return newText(skipSpecialTokens);
    }

    /** The bytes of which it makes text after {@link Detokenizer#begin}. */
    public TokenBytes newTokenBytesAfter(int[] promptTokens, boolean skipSpecialTokens) {
        TokenText text = newText(skipSpecialTokens);
        for (int id : promptTokens) {
            text.appendShown(id);
        }
        return text;
    }

    /**
     * The token of a prompt on which the text of the next token depends: a completion
     * that follows a word begins with a space where tokens mark beginnings of words.
     * @return the last token of text, or nothing where tokens are bytes or there is none
     */
    public int[] contextOf(int[] promptTokens) {
        if (this.decoder instanceof ByteLevelDecoder) {
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

    private TokenText newText(boolean skipSpecialTokens) {
        return this.decoder.newText(this.table, skipSpecialTokens);
    }

    /** The class of transformers that reads the files. */
    public String className() {
        return this.className;
    }

    /** The special tokens by the fields that name them, such as {@code eos_token}. */
    public Map<String, String> namedTokens() {
        return this.namedTokens;
    }

    /** The id of a token by its spelling in the vocabulary, whatever a text may name. */
    public OptionalInt idOf(String token) {
        return IntStream.range(0, this.table.size())
            .filter((id) -> this.table.has(id) && this.table.spelling(id).equals(token))
            .findFirst();
    }

    public TokenTable table() {
        return this.table;
    }

    /** See {@link TokenTable#size}. */
    public int vocabularySize() {
        return this.table.size();
    }

    /** Frees the native memory, once the threads that are encoding have ended. */
    @Override
    public void close() {
        this.encoder.close();
    }

}
