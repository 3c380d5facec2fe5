package io.inkwell.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Text to token ids and back, for a checkpoint with byte-level BPE. Safe for use by many
 * threads at once. Encoding a long text takes milliseconds, 200,000 characters some
 * tenths of a second: never call it on an event-loop thread. Decoding is plain Java and
 * still works after {@link #close}.
 */
public final class Tokenizer implements AutoCloseable {

    private final NativeEncoder encoder;

    private final TokenTable table;

    private Tokenizer(NativeEncoder encoder, TokenTable table) {
        this.encoder = encoder;
        this.table = table;
    }

    /**
     * Opens the tokenizer of a Hugging Face checkpoint: its {@code tokenizer.json}, or
     * else its {@code vocab.json} and {@code merges.txt}, read as GPT-2 reads them.
     * @throws IOException if the files are missing, damaged or not byte-level BPE; the
     * message says which
     */
    public static Tokenizer open(Path folder) throws IOException {
        return of(TokenizerDefinition.open(folder));
    }

    /**
     * Reads a {@code tokenizer.json}. The caller closes the stream.
     * @throws IOException if it is damaged or not byte-level BPE; the message says which
     */
    public static Tokenizer read(InputStream tokenizerJson) throws IOException {
        return of(TokenizerDefinition.parse("tokenizer.json", tokenizerJson.readAllBytes()));
    }

    private static Tokenizer of(TokenizerDefinition definition) throws IOException {
        TokenTable table = TokenTable.of(definition);
        return new Tokenizer(NativeEncoder.of(definition), table);
    }

    /**
     * The token ids of a text of any length, with nothing added before or after. A
     * special token's name in the text, such as {@code <|endoftext|>}, becomes that
     * token. A surrogate without its partner, which is no character, is read as U+FFFD.
     * @throws IllegalStateException if the tokenizer has been closed
     */
    public int[] encode(String text) {
        return this.encoder.encode(text);
    }

    /** See {@link TokenTable#decode}. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        return this.table.decode(ids, skipSpecialTokens);
    }

    /** For the tokens of one choice, as they are generated. */
    public Detokenizer newDetokenizer(boolean skipSpecialTokens) {
        return new Detokenizer(this.table, skipSpecialTokens);
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
