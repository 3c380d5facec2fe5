package io.inkwell.decoding.stop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StopStringMatcherTests {

    @Test
    void matchesAcrossTokens() {
        StopStringMatcher matcher = matcher("stop");
        assertThat(matcher.append(bytes("a st"))).isFalse();
        assertThat(matcher.heldBytes()).isEqualTo(2);
        assertThat(matcher.append(bytes("opera"))).isTrue();
        assertThat(matcher.matched()).isEqualTo("stop");
        assertThat(matcher.cutBytes(false)).isEqualTo("stopera".length());
        assertThat(matcher.cutBytes(true)).isEqualTo("era".length());
    }

    @Test
    void holdsOnlyPossiblePrefixes() {
        StopStringMatcher matcher = matcher("aab", "xyz");
        matcher.append(bytes("aaaa"));
        assertThat(matcher.heldBytes()).isEqualTo(2);
        matcher.append(bytes("x"));
        assertThat(matcher.heldBytes()).isEqualTo(1);
        matcher.append(bytes("q"));
        assertThat(matcher.heldBytes()).isZero();
    }

    @Test
    void earliestEndWins() {
        StopStringMatcher matcher = matcher("abcd", "bc");
        assertThat(matcher.append(bytes("abcd"))).isTrue();
        assertThat(matcher.matched()).isEqualTo("bc");
        assertThat(matcher.cutBytes(false)).isEqualTo(3);
    }

    @Test
    void longestWinsAtTheSameEnd() {
        for (StopStringMatcher matcher : List.of(matcher("c", "abc", "bc"), matcher("abc", "c"))) {
            assertThat(matcher.append(bytes("zabcz"))).isTrue();
            assertThat(matcher.matched()).isEqualTo("abc");
            assertThat(matcher.cutBytes(false)).isEqualTo(4);
        }
    }

    @Test
    void ignoresMatchesThatEndBeforeMinTokens() {
        StopStringMatcher matcher = matcher("abab", "xy");
        matcher.pass(bytes("xyabab"));
        assertThat(matcher.heldBytes()).isEqualTo(2);
        assertThat(matcher.append(bytes("abx"))).isTrue();
        assertThat(matcher.matched()).isEqualTo("abab");
        assertThat(matcher.cutBytes(false)).isEqualTo(5);
    }

    @Test
    void matchesPartialCharacters() {
        byte[] smile = bytes("\ud83d\ude00");
        StopStringMatcher matcher = matcher("\ud83d\ude00");
        assertThat(matcher.append(new byte[] { smile[0], smile[1], smile[2] })).isFalse();
        assertThat(matcher.heldBytes()).isEqualTo(3);
        assertThat(matcher.append(new byte[] { smile[3] })).isTrue();
        assertThat(matcher.cutBytes(false)).isEqualTo(4);
    }

    @Test
    void matchesNaiveSearch() {
        Random random = new Random(31);
        for (int i = 0; i < 20_000; i++) {
            List<String> stops = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                stops.add(randomString(random, 1 + random.nextInt(5)));
            }
            assertMatches(stops, randomString(random, random.nextInt(25)), random);
        }
    }

    @Test
    void failsOnUseBeforeOrAfterMatch() {
        StopStringMatcher matcher = matcher("a");
        assertThatIllegalStateException().isThrownBy(matcher::matched).withMessage("no stop string has been matched");
        matcher.append(bytes("a"));
        assertThatIllegalStateException().isThrownBy(() -> matcher.append(bytes("a")))
            .withMessage("a stop string was already matched: a");
    }

    /**
     * Splits the text into tokens of random length and compares with a naive search.
     */
    private static void assertMatches(List<String> stops, String text, Random random) {
        StopStringMatcher matcher = matcher(stops.toArray(String[]::new));
        int fed = 0;
        while (fed < text.length()) {
            int next = Math.min(text.length(), fed + random.nextInt(4));
            boolean found = matcher.append(bytes(text.substring(fed, next)));
            fed = next;
            int end = firstEnd(stops, text.substring(0, fed));
            assertThat(found).isEqualTo(end >= 0);
            if (found) {
                String longest = longestSuffix(stops, text.substring(0, end));
                assertThat(matcher.matched()).isEqualTo(longest);
                assertThat(matcher.cutBytes(true)).isEqualTo(fed - end);
                assertThat(matcher.cutBytes(false)).isEqualTo(fed - end + longest.length());
                return;
            }
            assertThat(matcher.heldBytes()).isEqualTo(longestStart(stops, text.substring(0, fed)));
        }
    }

    private static int firstEnd(List<String> stops, String text) {
        for (int end = 0; end <= text.length(); end++) {
            if (stops.stream().anyMatch(text.substring(0, end)::endsWith)) {
                return end;
            }
        }
        return -1;
    }

    private static String longestSuffix(List<String> stops, String text) {
        String longest = "";
        for (String stop : stops) {
            longest = (text.endsWith(stop) && stop.length() > longest.length()) ? stop : longest;
        }
        return longest;
    }

    private static int longestStart(List<String> stops, String text) {
        int longest = 0;
        for (String stop : stops) {
            for (int length = 1; length < stop.length(); length++) {
                longest = text.endsWith(stop.substring(0, length)) ? Math.max(longest, length) : longest;
            }
        }
        return longest;
    }

    private static String randomString(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private static StopStringMatcher matcher(String... stops) {
        return new StopStringMatcher(StopStrings.of(List.of(stops)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
