package io.inkwell.completion.prompt;

import java.util.List;

/** The name of a prompt in errors: with an index if the request has several. */
public final class PromptField {

    private PromptField() {
    }

    public static String of(String field, List<Prompt> prompts, int index) {
        return (prompts.size() > 1) ? field + "[" + index + "]" : field;
    }

}
