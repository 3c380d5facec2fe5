package io.inkwell.jinja.value;

/** Character classes as in Python. */
public final class CharacterClasses {

    /** Numeric ideographs. */
    private static final String IDEOGRAPHS = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零"
            + "\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\ud840\udc01\ud840"
            + "\udc64\ud840\udce2\ud840\udd21\ud842\udd2a\ud842\udd83\ud842"
            + "\udd8c\ud842\udd9c\ud842\udeea\ud842\udefd\ud842\udf19\ud848"
            + "\udf90\ud84a\udd98\ud84e\udf1b\ud858\ude6d\ud87e\udc90";

    /** Ranges of digits that are not decimal: first and last. */
    private static final int[] DIGITS = { 0xb2, 0xb3, 0xb9, 0xb9, 0x1369, 0x1371, 0x19da, 0x19da, 0x2070, 0x2070,
            0x2074, 0x2079, 0x2080, 0x2089, 0x2460, 0x2468, 0x2474, 0x247c, 0x2488, 0x2490, 0x24ea, 0x24ea, 0x24f5,
            0x24fd, 0x24ff, 0x24ff, 0x2776, 0x277e, 0x2780, 0x2788, 0x278a, 0x2792, 0x10a40, 0x10a43, 0x10e60, 0x10e68,
            0x11052, 0x1105a, 0x1f100, 0x1f10a };

    private CharacterClasses() {
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

    /**
     * Whether the character is cased, and so starts or ends a word in {@code title()}.
     */
    public static boolean isCased(int letter) {
        return Character.isUpperCase(letter) || Character.isLowerCase(letter) || Character.isTitleCase(letter);
    }

    public static boolean isAlphanumeric(int letter) {
        return Character.isLetter(letter) || isNumeric(letter);
    }

    public static boolean isNumeric(int letter) {
        int type = Character.getType(letter);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER || IDEOGRAPHS.indexOf(letter) >= 0;
    }

    public static boolean isDigit(int letter) {
        if (Character.isDigit(letter)) {
            return true;
        }
        for (int i = 0; i < DIGITS.length; i += 2) {
            if (letter >= DIGITS[i] && letter <= DIGITS[i + 1]) {
                return true;
            }
        }
        return false;
    }

}
