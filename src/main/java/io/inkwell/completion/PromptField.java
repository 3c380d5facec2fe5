package io.inkwell.completion;

import java.util.List;

/** What errors call a prompt: by its index where a request has several. */
final class PromptField {

    private PromptField() {
    }

    static String of(String field, List<Prompt> prompts, int index) {
        return (prompts.size() > 1) ? field + "[" + index + "]" : field;
    }

    /** As the subject of a sentence. */
    static String inWords(String field) {
        return switch (field) {
            case "messages" -> "the prompt";
            case "prompt", "input" -> "the " + field;
            default -> field;
        };
    }

}
