package io.inkwell.jinja.value;

/** Classes of characters as Python has them. */
public final class Letters {

    private Letters() {
    }

    public static boolean isSpace(int letter) {
        return switch (letter) {
            case ' ', '\t', '\n', 0x0b, '\f', '\r', 0x1c, 0x1d, 0x1e, 0x1f, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f,
                    0x205f, 0x3000 ->
                true;
            default -> letter >= 0x2000 && letter <= 0x200a;
        };
    }

    public static boolean isPrintable(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.SPACE_SEPARATOR -> letter == ' ';
            default -> true;
        };
    }

    /** Whether it begins or ends a word for {@code title()}. */
    public static boolean isCased(int letter) {
        return Character.isUpperCase(letter) || Character.isLowerCase(letter) || Character.isTitleCase(letter);
    }

    public static boolean isAlphanumeric(int letter) {
        return Character.isLetter(letter) || isNumeric(letter);
    }

    public static boolean isNumeric(int letter) {
        int type = Character.getType(letter);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

}
