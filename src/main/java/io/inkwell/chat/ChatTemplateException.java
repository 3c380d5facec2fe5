package io.inkwell.chat;

import java.io.IOException;

/** Thrown when a chat template cannot be read or parsed; the message names its origin. */
public class ChatTemplateException extends IOException {

    ChatTemplateException(String origin, String problem) {
        super("chat template of " + origin + ": " + problem);
    }

}
