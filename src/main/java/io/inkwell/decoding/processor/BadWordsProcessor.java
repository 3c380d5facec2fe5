package io.inkwell.decoding.processor;

import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/** Bans the last token of each bad word whose other tokens end the sequence. */
final class BadWordsProcessor implements LogitsProcessor {

    private final int[][] words;

    BadWordsProcessor(List<List<Integer>> words) {
        this.words = words.stream()
            .map((word) -> word.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        for (int[] word : this.words) {
            int last = word.length - 1;
            if (history.endsWith(word, last)) {
                logits.ban(word[last]);
            }
        }
    }

}
