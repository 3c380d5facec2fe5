package io.inkwell.cli.terminal;

import java.util.Map;

/** How text looks on a stream. */
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
     * @param isTerminal whether a screen shows it
     * @param environment may hold {@code NO_COLOR}
     */
    static TextStyle of(boolean isTerminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return (isTerminal && wanted) ? ANSI : PLAIN;
    }

    abstract String dim(String text);

}
