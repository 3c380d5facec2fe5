package io.inkwell.tokenizer.encoder;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.Utils;

import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.definition.TokenizerDefinition;

/**
 * The Hugging Face tokenizers library through DJL. Thread-safe, including {@link #close}.
 */
public final class NativeEncoder implements AutoCloseable {

    static {
        DjlOffline.set();
    }

    /**
     * Without these options, DJL truncates every prompt to 512 tokens, whatever the
     * definition says.
     */
    private static final Map<String, String> WHOLE_TEXTS = Map.of("truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;

    /**
     * Closing waits for encoders: freeing memory in use would crash the process.
     */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    private NativeEncoder(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a definition into the library.
     * @throws IOException if the library rejects it, or cannot be loaded itself
     */
    public static NativeEncoder of(TokenizerDefinition definition) throws IOException {
        try {
            return new NativeEncoder(HuggingFaceTokenizer.newInstance(definition.stream(), WHOLE_TEXTS));
        }
        catch (EngineException ex) {
            // The definition is not the cause. DJL itself logs why it cannot extract the
            // library.
            throw new IOException("the tokenizers library cannot be extracted to " + Utils.getCacheDir()
                    + ", or loaded from there. DJL_CACHE_DIR sets another folder", ex);
        }
        catch (RuntimeException ex) {
            throw definition.rejection("the tokenizers library cannot load it: " + ex.getMessage(), ex);
        }
    }

    /**
     * Returns only ids: DJL's own {@code encode} also creates a string and four numbers
     * per token, which doubles the time.
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        // With an unpaired surrogate the library misreads the whole text, and drops every
        // character beyond U+FFFF.
        String wellFormed = Utf8.wellFormed(text);
        this.lifetime.readLock().lock();
        try {
            long encoding = TokenizersLibrary.LIB.encode(this.tokenizer.getHandle(), wellFormed, addSpecialTokens);
            try {
                return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(encoding)).mapToInt(Math::toIntExact).toArray();
            }
            finally {
                TokenizersLibrary.LIB.deleteEncoding(encoding);
            }
        }
        finally {
            this.lifetime.readLock().unlock();
        }
    }

    @Override
    public void close() {
        this.lifetime.writeLock().lock();
        try {
            this.tokenizer.close();
        }
        finally {
            this.lifetime.writeLock().unlock();
        }
    }

}
