package io.inkwell.decoding.stop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.TokenBytes;

import static org.assertj.core.api.Assertions.assertThat;

/** Stop strings in outputs that omit special tokens. */
class StopStringSearchTests {

    private static final byte[] HIDDEN = bytes("<x>");

    @Test
    void matchesHiddenTokens() {
        StopStringSearch search = search("<x>");
        search.append(bytes("a"), true);

        assertThat(search.appendHidden(HIDDEN, true)).isTrue();
        assertThat(search.matched()).isEqualTo("<x>");
        assertThat(search.cutBytes(false)).isZero();
    }

    @Test
    void cutsOnlyShownBytes() {
        StopStringSearch search = search("b<x>c");

        search.append(bytes("ab"), true);
        assertThat(search.heldBytes()).isEqualTo(1);
        search.appendHidden(HIDDEN, true);
        assertThat(search.heldBytes()).isEqualTo(1);
        StopStringSearch other = search.copy();
        other.append(bytes("d"), true);
        assertThat(other.heldBytes()).isZero();
        assertThat(search.append(bytes("cd"), true)).isTrue();
        assertThat(search.matched()).isEqualTo("b<x>c");
        assertThat(search.cutBytes(false)).isEqualTo(3);
        assertThat(search.cutBytes(true)).isEqualTo(1);
    }

    @Test
    void matchesAcrossHiddenTokens() {
        StopStringSearch search = search("ab");

        search.append(bytes("xa"), true);
        search.appendHidden(HIDDEN, true);
        assertThat(search.heldBytes()).isEqualTo(1);
        assertThat(search.append(bytes("b"), true)).isTrue();
        assertThat(search.matched()).isEqualTo("ab");
        assertThat(search.cutBytes(false)).isEqualTo(2);
    }

    @Test
    void holdsNoBytesOfHiddenTokens() {
        StopStringSearch search = search("<x><x><x>");

        assertThat(search.appendHidden(HIDDEN, true)).isFalse();
        assertThat(search.heldBytes()).isZero();
        assertThat(search.appendHidden(HIDDEN, true)).isFalse();
        assertThat(search.heldBytes()).isZero();
        assertThat(search.appendHidden(HIDDEN, true)).isTrue();
    }

    @Test
    void doesNotMatchPartOfHiddenToken() {
        for (String string : List.of("x", "<", "x>", "a<", ">b", "<x")) {
            StopStringSearch search = search(string);
            search.append(bytes("a"), true);

            assertThat(search.appendHidden(HIDDEN, true)).as(string).isFalse();
            assertThat(search.append(bytes("bc"), true)).as(string).isFalse();
            assertThat(search.heldBytes()).as(string).isZero();
        }
    }

    @Test
    void matchesStopStringThatStartsWithinAnother() {
        StopStringSearch search = search("aa<x>");
        search.append(bytes("aaa"), true);

        assertThat(search.appendHidden(HIDDEN, true)).isTrue();
        assertThat(search.cutBytes(false)).isEqualTo(2);
    }

    @Test
    void hiddenTokensDoNotStopBeforeMinTokens() {
        StopStringSearch search = search("<x>");

        assertThat(search.appendHidden(HIDDEN, false)).isFalse();
        assertThat(search.appendHidden(HIDDEN, true)).isTrue();
    }

    @Test
    void criteriaSeeHiddenTokens() {
        StopConditions conditions = new StopConditions(0, 9, Set.of(), Set.of(), false, StopStrings.of(List.of("a<x>")),
                false);
        StopCriteria criteria = new StopCriteria(conditions, new Letters());

        assertThat(criteria.check('a').heldBytes()).isEqualTo(1);
        assertThat(criteria.check('x')).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 1, "a<x>"));
    }

    private static StopStringSearch search(String string) {
        return new StopStringSearch(StopStrings.of(List.of(string)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An output whose tokens are single characters and which omits x. */
    private record Letters() implements TokenBytes {

        @Override
        public byte[] append(int tokenId) {
            return (tokenId == 'x') ? new byte[0] : bytes(Character.toString(tokenId));
        }

        @Override
        public byte[] hidden(int tokenId) {
            return (tokenId == 'x') ? HIDDEN : new byte[0];
        }

        @Override
        public byte[] finish() {
            return new byte[0];
        }

        @Override
        public TokenBytes copy() {
            return this;
        }

    }

}
