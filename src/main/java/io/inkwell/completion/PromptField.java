package io.inkwell.completion;

import java.util.List;

/** The name of a prompt in errors: with an index if the request has several. */
final class PromptField {

    private PromptField() {
    }

    static String of(String field, List<Prompt> prompts, int index) {
        return (prompts.size() > 1) ? field + "[" + index + "]" : field;
    }

}
