package io.inkwell.chat;

import java.io.IOException;

/** A chat template cannot be rendered; the message says which and why. */
public class ChatTemplateException extends IOException {

    ChatTemplateException(String origin, String problem) {
        super("chat template of " + origin + ": " + problem);
    }

}
