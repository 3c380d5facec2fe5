package io.inkwell.training.data;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextPiecesTests {

    private static final int MAX_CHARS = 16;

    @Test
    void endsAPieceBetweenALetterAndASpace() throws IOException {
        assertThat(pieces("one, two three, four five.")).containsExactly("one, two", " three, four", " five.");
    }

    @Test
    void endsAPieceBeforeOtherWhiteSpaceIfItHasNoSuchPlace() throws IOException {
        assertThat(pieces("1234,\n\n5678,91011121314")).containsExactly("1234,", "\n\n5678,910111213", "14");
    }

    @Test
    void fillsAPieceWithoutWhiteSpace() throws IOException {
        assertThat(pieces("x".repeat(40))).containsExactly("x".repeat(16), "x".repeat(16), "x".repeat(8));
    }

    @Test
    void neverSplitsASurrogatePair() throws IOException {
        String text = "a" + "\uD83D\uDE00".repeat(30);

        List<String> pieces = pieces(text);

        assertThat(pieces).noneMatch((piece) -> Character.isLowSurrogate(piece.charAt(0)));
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    @Test
    void joinsToTheText() throws IOException {
        String text = "It's 12:30 o'clock,  and\tall's well.\r\n\r\n ".repeat(20);

        assertThat(String.join("", pieces(text))).isEqualTo(text);
    }

    @Test
    void hasNoPieceForAnEmptyText() throws IOException {
        assertThat(pieces("")).isEmpty();
    }

    private static List<String> pieces(String text) throws IOException {
        List<String> pieces = new ArrayList<>();
        new TextPieces(MAX_CHARS).forEach(new StringReader(text), pieces::add);
        return pieces;
    }

}
