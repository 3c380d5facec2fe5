package io.inkwell.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.decoder.ByteLevelText;
import io.inkwell.tokenizer.decoder.TokenTable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DetokenizerTests {

    /**
     * Lead bytes of every length, valid and invalid continuations, and bytes that never
     * occur in UTF-8.
     */
    private static final byte[] NASTY_BYTES = bytes(0x41, 0x28, 0x80, 0x90, 0x9F, 0xA1, 0xC0, 0xC3, 0xE0, 0xE2, 0xED,
            0xF0, 0xF4, 0xF8, 0xFF);

    @Test
    void holdsBackIncompleteCharacter() {
        Detokenizer detokenizer = detokenizer(bytes('a', 0xF0, 0x9F), bytes(0x99), bytes(0x82, 'b'));

        assertThat(detokenizer.append(0, 0)).isEqualTo("a");
        assertThat(detokenizer.append(1, 0)).isEmpty();
        assertThat(detokenizer.append(2, 0)).isEqualTo("\uD83D\uDE42b");
        assertThat(detokenizer.finish(0)).isEmpty();
    }

    @Test
    void holdsBackHeldBytes() {
        Detokenizer detokenizer = detokenizer("The en", "d", "less");

        assertThat(detokenizer.append(0, 2)).isEqualTo("The ");
        assertThat(detokenizer.append(1, 3)).isEmpty();
        assertThat(detokenizer.append(2, 0)).isEqualTo("endless");
    }

    @Test
    void cutsStopStringAndBytesAfterIt() {
        Detokenizer detokenizer = detokenizer("one\n", "\ntwo");

        assertThat(detokenizer.append(0, 1)).isEqualTo("one");
        assertThat(detokenizer.append(1, 5)).isEmpty();
        assertThat(detokenizer.finish(5)).isEmpty();
    }

    @Test
    void releasesHeldBytesAtTheEnd() {
        Detokenizer detokenizer = detokenizer("The en");

        assertThat(detokenizer.append(0, 2)).isEqualTo("The ");
        assertThat(detokenizer.finish(0)).isEqualTo("en");
    }

    @Test
    void replacesIncompleteCharacterAtTheEnd() {
        Detokenizer detokenizer = detokenizer(bytes('a', 0xF0, 0x9F, 0x99));

        assertThat(detokenizer.append(0, 0)).isEqualTo("a");
        assertThat(detokenizer.finish(0)).isEqualTo("\uFFFD");
    }

    @Test
    void replacesCharacterCutInTheMiddle() {
        Detokenizer detokenizer = detokenizer(bytes('a', 0xE2, 0x82, 0xAC));

        assertThat(detokenizer.append(0, 1)).isEqualTo("a");
        assertThat(detokenizer.finish(1)).isEqualTo("\uFFFD");
    }

    @Test
    void skipsSpecialTokens() {
        BitSet special = new BitSet();
        special.set(1);
        TokenTable table = new TokenTable(new byte[][] { bytes('a'), bytes('<', '>') }, special);
        Detokenizer skipping = new Detokenizer(new ByteLevelText(table, true));
        Detokenizer writing = new Detokenizer(new ByteLevelText(table, false));

        assertThat(skipping.append(0, 1)).isEmpty();
        assertThat(skipping.append(1, 1)).isEmpty();
        assertThat(skipping.finish(0)).isEqualTo("a");
        assertThat(writing.label(1)).containsExactly('<', '>');
        assertThat(writing.append(1, 0)).isEqualTo("<>");
    }

    @Test
    void acceptsTokensOfAnyLength() {
        String longToken = "ab\u20AC".repeat(10_000);
        Detokenizer detokenizer = detokenizer(longToken, "x");

        assertThat(detokenizer.append(1, 1)).isEmpty();
        assertThat(detokenizer.append(0, 50_001)).isEmpty();
        assertThat(detokenizer.append(1, 0)).isEqualTo("x" + longToken + "x");
    }

    @Test
    void rejectsHoldingReturnedBytes() {
        Detokenizer detokenizer = detokenizer("abc");
        detokenizer.append(0, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> detokenizer.finish(2))
            .withMessage("cutBytes must be between 0 and the 1 bytes not yet returned; given: 2");
        assertThatIllegalArgumentException().isThrownBy(() -> detokenizer.append(0, 5))
            .withMessage("heldBytes must be between 0 and the 4 bytes not yet returned; given: 5");
        assertThatIllegalArgumentException().isThrownBy(() -> detokenizer.finish(-1));
    }

    @Test
    void rejectsUseAfterFinish() {
        Detokenizer detokenizer = detokenizer("abc");
        detokenizer.finish(0);

        assertThatIllegalStateException().isThrownBy(() -> detokenizer.append(0, 0));
        assertThatIllegalStateException().isThrownBy(() -> detokenizer.finish(0));
    }

    /** Every string of up to four such bytes, split in every way. */
    @Test
    void streamsInvalidBytesInAnySplit() {
        for (int length = 1; length <= 4; length++) {
            int numStrings = (int) Math.pow(NASTY_BYTES.length, length);
            for (int string = 0; string < numStrings; string++) {
                byte[] text = nastyString(string, length);
                String atOnce = Utf8.decode(text);
                for (int splits = 0; splits < 1 << (length - 1); splits++) {
                    byte[][] tokens = split(text, splits);
                    assertThat(stream(tokens, new int[tokens.length], 0))
                        .as(() -> "stream of " + Arrays.deepToString(tokens))
                        .isEqualTo(atOnce);
                }
            }
        }
    }

    /**
     * Long strings in random tokens, with as many bytes held and cut as allowed.
     */
    @Test
    void streamsWithBytesHeldAndCut() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[][] tokens = new byte[1 + random.nextInt(30)][];
            int[] held = new int[tokens.length];
            int mayHold = 0;
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = randomToken(random);
                mayHold += tokens[i].length;
                held[i] = random.nextBoolean() ? 0 : random.nextInt(mayHold + 1);
                mayHold = held[i];
            }
            int cut = random.nextInt(mayHold + 1);
            byte[] text = join(tokens);

            assertThat(stream(tokens, held, cut))
                .as(() -> "stream of %s holding %s, cut by %d".formatted(Arrays.deepToString(tokens),
                        Arrays.toString(held), cut))
                .isEqualTo(Utf8.decode(Arrays.copyOf(text, text.length - cut)));
        }
    }

    private static String stream(byte[][] tokens, int[] held, int cut) {
        Detokenizer detokenizer = detokenizer(tokens);
        StringBuilder streamed = new StringBuilder();
        for (int i = 0; i < tokens.length; i++) {
            streamed.append(detokenizer.append(i, held[i]));
        }
        return streamed.append(detokenizer.finish(cut)).toString();
    }

    private static byte[] nastyString(int number, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = NASTY_BYTES[number % NASTY_BYTES.length];
            number /= NASTY_BYTES.length;
        }
        return text;
    }

    /**
     * Splits after byte i where bit i is set.
     */
    private static byte[][] split(byte[] text, int splits) {
        List<byte[]> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if ((splits >> i & 1) == 1 || i == text.length - 1) {
                tokens.add(Arrays.copyOfRange(text, start, i + 1));
                start = i + 1;
            }
        }
        return tokens.toArray(new byte[0][]);
    }

    /** Random bytes, invalid bytes, or a slice of valid text. */
    private static byte[] randomToken(Random random) {
        byte[] token = new byte[random.nextInt(7)];
        random.nextBytes(token);
        int kind = random.nextInt(3);
        if (kind == 0) {
            return token;
        }
        byte[] source = (kind == 1) ? NASTY_BYTES : "a\u00E9\u20AC\uD83D\uDE42".getBytes(StandardCharsets.UTF_8);
        int start = random.nextInt(source.length);
        for (int i = 0; i < token.length; i++) {
            token[i] = source[(kind == 1) ? random.nextInt(source.length) : (start + i) % source.length];
        }
        return token;
    }

    private static byte[] join(byte[][] tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte[] token : tokens) {
            text.writeBytes(token);
        }
        return text.toByteArray();
    }

    private static Detokenizer detokenizer(String... tokens) {
        return detokenizer(
                Arrays.stream(tokens).map((token) -> token.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    private static Detokenizer detokenizer(byte[]... tokens) {
        return new Detokenizer(new ByteLevelText(new TokenTable(tokens, new BitSet()), false));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

}
