package io.inkwell.chat;

import java.util.regex.Pattern;

/**
 * What Jinja's {@code trim_blocks} and {@code lstrip_blocks} make of a template. Jinjava
 * has settings of these names, but they also take away a space between an expression and
 * the block behind it.
 */
final class TrimmedBlocks {

    private static final Pattern INDENTED_BLOCK = Pattern.compile("(?m)^[ \\t]+(?=\\{[%#](?!\\+))");

    private static final Pattern END_OF_LINE = Pattern.compile("(?<!\\+)([%#]})\\r?\\n");

    private static final Pattern END_OF_TEMPLATE = Pattern.compile("\\r?\\n\\z");

    private TrimmedBlocks() {
    }

    /**
     * The template without the spaces before a block that begins a line, the line's end
     * after a block, and the end of the last line.
     */
    static String of(String source) {
        String ended = END_OF_TEMPLATE.matcher(source).replaceFirst("");
        String outdented = INDENTED_BLOCK.matcher(ended).replaceAll("");
        return END_OF_LINE.matcher(outdented).replaceAll("$1");
    }

}
