package io.inkwell.tokenizer.training;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class CharacterClassTests {

    private static final JsonNode RECORDED = Recorded.read("characters.json");

    /**
     * The versions of Unicode differ: 13 in Java 17, 16 in the recorded library. A
     * character that one of them lacks may have another class there.
     */
    @Test
    void equalsOnigurumaForCharactersThatBothKnow() {
        @Nullable CharacterClass[] expected = new @Nullable CharacterClass[Character.MAX_CODE_POINT + 1];
        Arrays.fill(expected, CharacterClass.OTHER);
        for (CharacterClass each : CharacterClass.values()) {
            fill(expected, each.name(), each);
        }
        fill(expected, "unassigned", null);

        int numCompared = 0;
        for (int point = 0; point < expected.length; point++) {
            if (expected[point] != null && Character.isDefined(point) && !isSurrogate(point)) {
                assertThat(CharacterClass.of(point)).as("U+%04X", point).isEqualTo(expected[point]);
                numCompared++;
            }
        }
        // Unicode 13 has 143,859 characters, and 137,468 for private use.
        assertThat(numCompared).isGreaterThan(281_000);
    }

    private static void fill(@Nullable CharacterClass[] classes, String name, @Nullable CharacterClass each) {
        for (JsonNode range : RECORDED.path(name)) {
            Arrays.fill(classes, range.get(0).intValue(), range.get(1).intValue() + 1, each);
        }
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

}
