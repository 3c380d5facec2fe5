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
import io.inkwell.tokenizer.decoder.TokenTable;

/**
 * Turns texts into token ids that the model has. A tokenizer may know more: tokens that
 * were added to it while the model's embedding stayed as it was.
 */
public final class TextEncoder {

    private static final Logger logger = LoggerFactory.getLogger(TextEncoder.class);

    private static final int NAMES_IN_LOG = 5;

    private final Tokenizer tokenizer;

    private final int vocabularySize;

    TextEncoder(Tokenizer tokenizer, int vocabularySize) {
        this.tokenizer = tokenizer;
        this.vocabularySize = vocabularySize;
    }

    /**
     * The token ids of a text.
     * @param field what the client calls the text
     * @param addSpecialTokens whether to add what the tokenizer puts before or after each
     * text
     * @throws ServiceException an invalid request, if the text holds a token that the
     * model lacks
     */
    public int[] encode(String field, String text, boolean addSpecialTokens) {
        int[] ids = this.tokenizer.encode(text, addSpecialTokens);
        for (int id : ids) {
            if (id >= this.vocabularySize) {
                throw ServiceException.invalid(field,
                        "%s must hold no token that the model lacks; given: '%s', token %d of a vocabulary of %d"
                            .formatted(field, this.tokenizer.table().spelling(id), id, this.vocabularySize));
            }
        }
        return ids;
    }

    /**
     * The tokens of words that a text must not hold. As in vLLM a word is banned alone
     * and after a space: within a text the space belongs to the token of the word.
     * @throws ServiceException an invalid request, as {@link #encode} says
     */
    public List<List<Integer>> badWords(List<String> words) {
        return words.stream()
            .flatMap((word) -> Stream.of(word, " " + word.stripLeading()))
            .map((word) -> Arrays.stream(encode("bad_words", word, false)).boxed().toList())
            .distinct()
            .toList();
    }

    /** Logs which tokens of the tokenizer the model lacks, if there are any. */
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
                    "The tokenizer of {} knows {} tokens that the model's vocabulary of {} lacks: {}{}. "
                            + "Requests with such a token are refused.",
                    model, unknown.size(), this.vocabularySize, names, (unknown.size() > NAMES_IN_LOG) ? ", ..." : "");
        }
    }

}
