package io.inkwell.tokenizer.training;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.RandomCase;
import io.inkwell.decoding.RandomCases;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BpeTrainerTests {

    private static final BpeTrainerOptions OPTIONS = new BpeTrainerOptions(300, 1);

    private static final JsonNode RECORDED = Recorded.read("trained.json");

    private static Stream<Arguments> cases() {
        return RECORDED.path("cases")
            .valueStream()
            .map((each) -> Arguments.of(each.path("name").stringValue(), each.path("vocabSize").intValue(),
                    each.path("minFrequency").intValue(), each));
    }

    @ParameterizedTest(name = "{0}: {1} tokens, from {2} occurrences")
    @MethodSource("cases")
    void findsTheVocabularyAndTheMergesOfHuggingFace(String name, int vocabSize, int minFrequency, JsonNode expected) {
        TrainedTokenizer trained = Recorded.train(expected);

        assertThat(trained.vocabulary().subList(257, trained.vocabulary().size()))
            .isEqualTo(Recorded.strings(expected.path("tokens")));
        assertThat(trained.merges()).extracting((merge) -> merge.first() + " " + merge.second())
            .isEqualTo(Recorded.strings(expected.path("merges")));
    }

    @Test
    void endOfTextAndTheBytesComeFirst() {
        TrainedTokenizer trained = BpeTrainer.train(Stream.of("a"), OPTIONS);

        assertThat(trained.vocabulary()).isEqualTo(Recorded.strings(RECORDED.path("first")));
    }

    @Test
    void noTokenIsLongerThan1024Bytes() {
        TrainedTokenizer trained = BpeTrainer.train(Stream.of("a".repeat(300_000)), new BpeTrainerOptions(300, 1));

        assertThat(trained.vocabulary().stream().filter((token) -> token.startsWith("aa")))
            .allMatch((token) -> token.length() <= 1024)
            .anyMatch((token) -> token.length() == 1024);
    }

    @RandomCases(count = 200, seed = 7)
    void mergesTheMostFrequentPairOfAllWords(RandomCase random) {
        String letters = random.of("ab", "abc ", "ab's ", "aaab\n", "é🙂 a");
        List<String> texts = Stream.generate(() -> text(random, letters)).limit(random.between(1, 4)).toList();
        BpeTrainerOptions options = new BpeTrainerOptions(random.between(257, 330), random.between(1, 4));

        TrainedTokenizer trained = BpeTrainer.train(texts.stream(), options);

        assertThat(trained.merges()).isEqualTo(NaiveBpe.merges(texts, options));
    }

    private static String text(RandomCase random, String letters) {
        int[] points = letters.codePoints().toArray();
        return IntStream.range(0, random.between(1, 60))
            .map((i) -> points[random.between(0, points.length - 1)])
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    }

    @Test
    void wordsEndWithTheirText() {
        TrainedTokenizer trained = BpeTrainer.train(Stream.of("a", "b", "a", "b"), OPTIONS);

        assertThat(trained.merges()).isEmpty();
    }

    @Test
    void equallyFrequentPairsAreMergedInTheOrderOfTheirIds() {
        TrainedTokenizer trained = BpeTrainer.train(Stream.of("db", "ca", "da", "cb"), OPTIONS);

        assertThat(trained.merges()).containsExactly(new Merge("c", "a"), new Merge("c", "b"), new Merge("d", "a"),
                new Merge("d", "b"));
    }

    @Test
    void anUnpairedSurrogateIsReadAsAReplacementCharacter() {
        TrainedTokenizer trained = BpeTrainer.train(Stream.of("a\ud800b"), OPTIONS);

        assertThat(trained).isEqualTo(BpeTrainer.train(Stream.of("a\ufffdb"), OPTIONS));
    }

    @Test
    void rejectsEmptyTexts() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> BpeTrainer.train(Stream.of("", ""), OPTIONS))
            .withMessage("the texts must not be empty to train a tokenizer on them");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> BpeTrainer.train(Stream.of(), OPTIONS))
            .withMessage("the texts must not be empty to train a tokenizer on them");
    }

}
