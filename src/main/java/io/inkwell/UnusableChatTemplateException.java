package io.inkwell;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import io.inkwell.chat.ChatTemplateException;

/** The chat template that the settings name is not valid. */
class UnusableChatTemplateException extends FailureAnalyzedException {

    private static final String ADVICE = """
            Set inkwell.chat-template to a file with another template, or to "transcript" for plain lines of text.""";

    UnusableChatTemplateException(String setting, ChatTemplateException cause) {
        super("inkwell.chat-template: \"%s\" cannot be used:%n%n    Reason: %s".formatted(setting, cause.getMessage()),
                ADVICE, cause);
    }

}
