package io.inkwell.tokenizer.training;

/**
 * Splits text into the words of GPT-2, which cover it. They are the matches of <pre>
 * 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</pre> Java's
 * regular expressions take about three times as long.
 */
final class WordSplitter {

    private final byte[] text;

    /**
     * @param text well-formed UTF-8
     */
    WordSplitter(byte[] text) {
        this.text = text;
    }

    void forEach(WordConsumer words) {
        int start = 0;
        while (start < this.text.length) {
            int end = wordEnd(start);
            words.accept(this.text, start, end);
            start = end;
        }
    }

    private int wordEnd(int start) {
        int contraction = contractionLength(start);
        if (contraction > 0) {
            return start + contraction;
        }
        CharacterClass first = classAt(start);
        if (first != CharacterClass.SPACE) {
            return runEnd(start, first);
        }
        int next = start + 1;
        if (this.text[start] == ' ' && next < this.text.length && classAt(next) != CharacterClass.SPACE) {
            return runEnd(next, classAt(next));
        }
        return spaceEnd(start);
    }

    /** The length of the contraction at a position; 0 if there is none. */
    private int contractionLength(int start) {
        if (byteAt(start) != '\'') {
            return 0;
        }
        int second = byteAt(start + 2);
        return switch (byteAt(start + 1)) {
            case 's', 't', 'm', 'd' -> 2;
            case 'r', 'v' -> (second == 'e') ? 3 : 0;
            case 'l' -> (second == 'l') ? 3 : 0;
            default -> 0;
        };
    }

    private int byteAt(int position) {
        return (position < this.text.length) ? this.text[position] : 0;
    }

    private int runEnd(int start, CharacterClass each) {
        int end = start;
        while (end < this.text.length && classAt(end) == each) {
            end += length(end);
        }
        return end;
    }

    /**
     * White space before other text leaves its last character to the next word, which may
     * begin with a space.
     */
    private int spaceEnd(int start) {
        int last = start;
        int end = start + length(start);
        while (end < this.text.length && classAt(end) == CharacterClass.SPACE) {
            last = end;
            end += length(end);
        }
        return (end == this.text.length || last == start) ? end : last;
    }

    private int length(int position) {
        int lead = this.text[position];
        return (lead >= 0) ? 1 : (lead < (byte) 0xE0) ? 2 : (lead < (byte) 0xF0) ? 3 : 4;
    }

    private CharacterClass classAt(int position) {
        int lead = this.text[position];
        if (lead >= 0) {
            return CharacterClass.of(lead);
        }
        int length = length(position);
        int codePoint = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | this.text[position + i] & 0x3F;
        }
        return CharacterClass.of(codePoint);
    }

}
