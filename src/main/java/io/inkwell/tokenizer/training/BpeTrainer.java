package io.inkwell.tokenizer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.tokenizer.bytes.Utf8;

/**
 * Trains a byte-level BPE tokenizer with the words of GPT-2. Ids and merges equal those
 * of {@code BpeTrainer} in Hugging Face tokenizers 0.23 with the pre-tokenizer
 * {@code ByteLevel(add_prefix_space=False)}, its alphabet as initial alphabet, and
 * {@code <|endoftext|>} as special token, and a maximum token length of 1,024.
 * {@code CharacterClass} documents the exception, characters that are newer than the JDK.
 */
public final class BpeTrainer {

    /**
     * In bytes. Words without end, such as rulers, would otherwise become tokens that no
     * reader of JSON accepts.
     */
    private static final int MAX_TOKEN_LENGTH = 1024;

    private final Vocabulary vocabulary = new Vocabulary();

    private final PairCounts pairs = new PairCounts();

    private final Queue<MergeCandidate> queue = new PriorityQueue<>();

    private final List<Merge> merges = new ArrayList<>();

    private final WordTokens words;

    private BpeTrainer(WordCounts counts) {
        this.words = new WordTokens(counts, this.vocabulary);
    }

    /**
     * Reads all texts once, in their order, and keeps only the different words. A word
     * never extends beyond a text. {@code <|endoftext|>} in a text is read as other text,
     * and an unpaired surrogate as U+FFFD.
     * @throws ServiceException if the texts are empty, or have more than 2 GiB of
     * different words
     */
    public static TrainedTokenizer train(Stream<String> texts, BpeTrainerOptions options) {
        WordCounts counts = new WordCounts();
        texts.sequential().forEachOrdered((text) -> new WordSplitter(Utf8.encode(text)).forEach(counts::add));
        if (counts.size() == 0) {
            throw new ServiceException(ErrorKind.INVALID_REQUEST,
                    "the texts must not be empty to train a tokenizer on them");
        }
        BpeTrainer trainer = new BpeTrainer(counts);
        trainer.merge(options);
        return new TrainedTokenizer(trainer.vocabulary.tokens(), trainer.merges);
    }

    private void merge(BpeTrainerOptions options) {
        this.words.countPairs(this.pairs);
        this.pairs.drainTo(this.queue);
        while (this.vocabulary.size() < options.vocabSize()) {
            MergeCandidate next = this.queue.poll();
            if (next == null) {
                return;
            }
            long count = this.pairs.count(next);
            if (next.count() != count) {
                next.setCount(count);
                this.queue.add(next);
                continue;
            }
            if (count < options.minFrequency()) {
                return;
            }
            if (this.vocabulary.length(next) > MAX_TOKEN_LENGTH) {
                continue;
            }
            merge(next);
        }
    }

    private void merge(MergeCandidate next) {
        int first = next.first();
        int second = next.second();
        this.merges.add(new Merge(this.vocabulary.token(first), this.vocabulary.token(second)));
        int merged = this.vocabulary.join(first, second);
        for (int i = 0; i < next.numWords(); i++) {
            this.words.merge(next.word(i), first, second, merged, this.pairs);
        }
        this.pairs.drainTo(this.queue);
    }

}
