package io.inkwell;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import io.inkwell.chat.ChatTemplateException;

/** The model's chat template, or the one that the settings name, cannot be rendered. */
class UnusableChatTemplateException extends FailureAnalyzedException {

    private static final String ADVICE = """
            Set inkwell.chat-template to a file with another template, or to "transcript" for plain lines of text.""";

    UnusableChatTemplateException(String setting, ChatTemplateException cause) {
        super("inkwell.chat-template: \"%s\" cannot be used:%n%n    Reason: %s".formatted(setting, cause.getMessage()),
                ADVICE, cause);
    }

}
