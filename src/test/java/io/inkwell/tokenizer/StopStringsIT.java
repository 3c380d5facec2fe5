package io.inkwell.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.decoding.stop.StopStrings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stop strings and EOS with tokenizers whose tokens depend on each other.
 */
class StopStringsIT {

    private static final int MAX_TOKENS = 30;

    @ParameterizedTest
    @ValueSource(
            strings = { "word-piece", "word-piece-cleaned-up", "unigram", "unigram-byte-fallback", "bpe-byte-fallback",
                    "bpe-word-suffix", "bpe-metaspace", "word-level", "characters", "ctc", "json-template" })
    void cutsTextAtStopString(String kind) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Path.of("src/test/resources/io/inkwell/tokenizer", kind))) {
            Random random = new Random(3);
            for (int round = 0; round < 300; round++) {
                int[] ids = random.ints(MAX_TOKENS, 0, tokenizer.vocabularySize()).toArray();
                String whole = tokenizer.decode(ids, true);
                int from = random.nextInt(Math.max(1, whole.length() - 2));
                String stop = whole.substring(from, Math.min(whole.length(), from + 1 + random.nextInt(4)));
                if (!stop.isBlank() && stop.codePoints()
                    .noneMatch((point) -> point == 0xFFFD || Character.getType(point) == Character.SURROGATE)) {
                    assertThat(written(tokenizer, ids, stop)).as("stop at '%s'", stop)
                        .isEqualTo(whole.substring(0, whole.indexOf(stop)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "word-piece", "unigram-byte-fallback", "bpe-byte-fallback", "bpe-word-suffix", "characters" })
    void dropsStopToken(String kind) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Path.of("src/test/resources/io/inkwell/tokenizer", kind))) {
            Random random = new Random(4);
            for (int round = 0; round < 300; round++) {
                int[] ids = random.ints(1 + random.nextInt(9), 2, tokenizer.vocabularySize()).toArray();
                int[] ended = Arrays.copyOf(ids, ids.length + 1);
                ended[ids.length] = 1;

                assertThat(written(tokenizer, ended, "never to be found")).isEqualTo(tokenizer.decode(ids, true));
            }
        }
    }

    private static String written(Tokenizer tokenizer, int[] ids, String stop) {
        StopConditions conditions = new StopConditions(0, MAX_TOKENS, Set.of(), Set.of(1), ids.length == MAX_TOKENS,
                StopStrings.of(List.of(stop)), false);
        StopCriteria criteria = new StopCriteria(conditions, tokenizer.newTokenBytes(true));
        Detokenizer detokenizer = tokenizer.newDetokenizer(true);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            StopDecision decision = criteria.check(id);
            text.append(detokenizer.append(id, decision));
            if (decision.isFinished()) {
                return text.toString();
            }
        }
        throw new AssertionError("the text did not end");
    }

}
