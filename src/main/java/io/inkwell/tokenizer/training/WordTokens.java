package io.inkwell.tokenizer.training;

/** The words as sequences of tokens, which become shorter with each merge. */
final class WordTokens {

    private final int[] starts;

    private final int[] lengths;

    private final long[] counts;

    /** The tokens of all words; those of a word begin at its start. */
    private final int[] tokens;

    WordTokens(WordCounts words, Vocabulary vocabulary) {
        int size = words.size();
        this.starts = new int[size];
        this.lengths = new int[size];
        this.counts = new long[size];
        this.tokens = new int[words.numBytes()];
        int position = 0;
        for (int word = 0; word < size; word++) {
            this.starts[word] = position;
            this.lengths[word] = words.length(word);
            this.counts[word] = words.count(word);
            for (int i = 0; i < this.lengths[word]; i++) {
                this.tokens[position++] = vocabulary.idOfByte(words.byteAt(word, i));
            }
        }
    }

    void countPairs(PairCounts pairs) {
        for (int word = 0; word < this.starts.length; word++) {
            int last = this.starts[word] + this.lengths[word] - 1;
            for (int i = this.starts[word]; i < last; i++) {
                pairs.add(this.tokens[i], this.tokens[i + 1], this.counts[word], word);
            }
        }
    }

    /**
     * Replaces a pair by a token from left to right, and updates the counts of the pairs
     * next to it. The count of the pair itself stays, because nothing reads it any more.
     */
    void merge(int word, int first, int second, int merged, PairCounts pairs) {
        long count = this.counts[word];
        int start = this.starts[word];
        int end = start + this.lengths[word];
        int written = start;
        for (int i = start; i < end; i++) {
            if (this.tokens[i] != first || i + 1 == end || this.tokens[i + 1] != second) {
                this.tokens[written++] = this.tokens[i];
                continue;
            }
            if (written > start) {
                int before = this.tokens[written - 1];
                pairs.subtract(before, first, count);
                pairs.add(before, merged, count, word);
            }
            this.tokens[written++] = merged;
            i++;
            if (i + 1 < end) {
                int after = this.tokens[i + 1];
                pairs.subtract(second, after, count);
                pairs.add(merged, after, count, word);
            }
        }
        this.lengths[word] = written - start;
    }

}
