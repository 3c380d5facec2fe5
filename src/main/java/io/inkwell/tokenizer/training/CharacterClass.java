package io.inkwell.tokenizer.training;

import java.util.stream.IntStream;

/**
 * The classes that GPT-2's expression distinguishes. They equal those of Oniguruma for
 * all code points that the Unicode version of the JDK defines. Newer code points are
 * {@link #OTHER} until then.
 */
enum CharacterClass {

    /** {@code \p{L}}. */
    LETTER,
    /** {@code \p{N}}. */
    NUMBER,
    /** {@code \s}: the Unicode property White_Space. */
    SPACE,
    /** {@code [^\s\p{L}\p{N}]}. */
    OTHER;

    private static final CharacterClass[] ASCII = IntStream.range(0, 0x80)
        .mapToObj(CharacterClass::compute)
        .toArray(CharacterClass[]::new);

    static CharacterClass of(int codePoint) {
        return (codePoint < ASCII.length) ? ASCII[codePoint] : compute(codePoint);
    }

    private static CharacterClass compute(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER ->
                LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            default -> ((codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85) ? SPACE : OTHER;
        };
    }

}
