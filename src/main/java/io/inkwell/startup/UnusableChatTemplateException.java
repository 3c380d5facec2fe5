package io.inkwell.startup;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.settings.SettingException;

/** The chat template that the settings name is not valid. */
class UnusableChatTemplateException extends SettingException {

    private static final String ADVICE = """
            Set inkwell.chat-template to a file with another template, or to "transcript" for plain lines of text.""";

    UnusableChatTemplateException(String setting, ChatTemplateException cause) {
        super("inkwell.chat-template: \"%s\" cannot be used: %s".formatted(setting, cause.getMessage()), ADVICE, cause);
    }

}
