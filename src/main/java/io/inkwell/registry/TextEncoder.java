package io.inkwell.registry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.error.ServiceException;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.tokenizer.UnknownTextException;
import io.inkwell.tokenizer.decoder.TokenTable;

/**
 * Encodes text as token ids and rejects tokens that the model lacks. A tokenizer may
 * define such tokens: added tokens for which the embedding was not resized.
 */
public final class TextEncoder {

    private static final Logger logger = LoggerFactory.getLogger(TextEncoder.class);

    private static final int NAMES_IN_LOG = 5;

    private final Tokenizer tokenizer;

    private final int vocabularySize;

    private final TextLimits limits;

    TextEncoder(Tokenizer tokenizer, int vocabularySize, TextLimits limits) {
        this.tokenizer = tokenizer;
        this.vocabularySize = vocabularySize;
        this.limits = limits;
    }

    /**
     * The token ids of a string that must fit the context.
     * @param field the name of the field for errors
     * @param addSpecialTokens whether to add the tokenizer's special tokens
     * @throws ServiceException an invalid request, if the text contains a token that the
     * model lacks, or has too many bytes to fit
     */
    public int[] encode(String field, String text, boolean addSpecialTokens) {
        this.limits.requireMayFit(field, text);
        return encodeToTruncate(field, text, addSpecialTokens);
    }

    /**
     * The token ids of a string that may exceed the context.
     * @param field the name of the field for errors
     * @throws ServiceException an invalid request, if the text contains a token that the
     * model lacks, or exceeds the limit for every text
     */
    public int[] encodeToTruncate(String field, String text, boolean addSpecialTokens) {
        int[] ids = encodeToCount(field, text, addSpecialTokens);
        for (int id : ids) {
            if (id >= this.vocabularySize) {
                throw ServiceException.invalid(field,
                        "%s must not contain tokens that the model lacks; given: '%s', token %d of a vocabulary of %d"
                            .formatted(field, this.tokenizer.table().spelling(id), id, this.vocabularySize));
            }
        }
        return ids;
    }

    /**
     * The token ids of a string that no model reads. They may exceed the context and the
     * vocabulary of the model.
     * @param field the name of the field for errors
     * @throws ServiceException an invalid request, if the text exceeds the limit for
     * every text
     */
    public int[] encodeToCount(String field, String text, boolean addSpecialTokens) {
        this.limits.requireEncodable(field, text);
        try {
            return this.tokenizer.encode(text, addSpecialTokens);
        }
        catch (UnknownTextException ex) {
            throw ServiceException.invalid(field, field
                    + " must contain only text of the vocabulary, because the tokenizer has no token for unknown text");
        }
    }

    /**
     * The tokens of banned words. A word is banned with a leading space too, as in vLLM,
     * because the token of a word within a sequence includes the space. A word that is
     * given with a leading space is banned only with it.
     * @throws ServiceException an invalid request, as in {@link #encode}
     */
    public List<List<Integer>> badWords(List<String> words) {
        return words.stream()
            .flatMap((word) -> Stream.of(word, " " + word.stripLeading()))
            .map((word) -> Arrays.stream(encode("bad_words", word, false)).boxed().toList())
            .distinct()
            .toList();
    }

    /** Logs tokens of the tokenizer that the model lacks, if any. */
    void warnOfUnknownTokens(String model) {
        TokenTable table = this.tokenizer.table();
        List<Integer> unknown = IntStream.range(this.vocabularySize, Math.max(this.vocabularySize, table.size()))
            .filter((id) -> !table.spelling(id).isEmpty())
            .boxed()
            .toList();
        if (!unknown.isEmpty()) {
            String names = unknown.stream()
                .limit(NAMES_IN_LOG)
                .map((id) -> "'" + table.spelling(id) + "' (" + id + ")")
                .collect(Collectors.joining(", "));
            logger.warn(
                    "The tokenizer of {} defines {} tokens that the model's vocabulary of {} lacks: {}{}. "
                            + "Requests with such a token are rejected.",
                    model, unknown.size(), this.vocabularySize, names, (unknown.size() > NAMES_IN_LOG) ? ", ..." : "");
        }
    }

}
