package io.inkwell.tokenizer.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

/**
 * Byte-pair encoding by its definition: counts all pairs of all words before each merge.
 */
final class NaiveBpe {

    private static final Pattern WORD = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private NaiveBpe() {
    }

    static List<Merge> merges(List<String> texts, BpeTrainerOptions options) {
        List<String> vocabulary = new ArrayList<>(new Vocabulary().tokens());
        List<List<String>> words = words(texts);
        List<Merge> merges = new ArrayList<>();
        while (vocabulary.size() < options.vocabSize()) {
            Optional<Merge> next = mostFrequent(words, vocabulary, options.minFrequency());
            if (next.isEmpty()) {
                break;
            }
            merges.add(next.get());
            vocabulary.add(next.get().first() + next.get().second());
            words.forEach((word) -> merge(word, next.get()));
        }
        return merges;
    }

    private static List<List<String>> words(List<String> texts) {
        List<List<String>> words = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                String letters = ByteAlphabet.letters(matcher.group().getBytes(StandardCharsets.UTF_8));
                words.add(new ArrayList<>(List.of(letters.split(""))));
            }
        }
        return words;
    }

    private static Optional<Merge> mostFrequent(List<List<String>> words, List<String> vocabulary, long minFrequency) {
        Map<Merge, Long> counts = new HashMap<>();
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                counts.merge(new Merge(word.get(i), word.get(i + 1)), 1L, Long::sum);
            }
        }
        return counts.entrySet()
            .stream()
            .filter((pair) -> pair.getValue() >= minFrequency)
            .min(Map.Entry.<Merge, Long>comparingByValue()
                .reversed()
                .thenComparing((pair) -> vocabulary.indexOf(pair.getKey().first()))
                .thenComparing((pair) -> vocabulary.indexOf(pair.getKey().second())))
            .map(Map.Entry::getKey);
    }

    private static void merge(List<String> word, Merge pair) {
        for (int i = 0; i + 1 < word.size(); i++) {
            if (word.get(i).equals(pair.first()) && word.get(i + 1).equals(pair.second())) {
                word.set(i, pair.first() + pair.second());
                word.remove(i + 1);
            }
        }
    }

}
