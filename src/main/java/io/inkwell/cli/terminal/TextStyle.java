package io.inkwell.cli.terminal;

import java.util.Map;

/** Styles text on a stream. */
public enum TextStyle {

    PLAIN {
        @Override
        String dim(String text) {
            return text;
        }
    },
    ANSI {
        @Override
        String dim(String text) {
            return text.isEmpty() ? text : DIM + text + RESET;
        }
    };

    private static final String DIM = "\u001b[2m";

    private static final String RESET = "\u001b[0m";

    /**
     * @param isTerminal whether the stream is a terminal
     * @param environment environment variables; {@code NO_COLOR} disables styles
     */
    static TextStyle of(boolean isTerminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return (isTerminal && wanted) ? ANSI : PLAIN;
    }

    abstract String dim(String text);

}
