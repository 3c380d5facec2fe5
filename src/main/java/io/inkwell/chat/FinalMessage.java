package io.inkwell.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.inkwell.error.ServiceException;

/**
 * Cuts a rendered conversation after the content of its last message, so that a
 * completion continues it; by the steps of transformers' {@code continue_final_message}.
 */
final class FinalMessage {

    private static final String FIELD = "continue_final_message";

    // Stands after the content while the template is rendered.
    private static final String TAG = "CONTINUE_FINAL_MESSAGE_TAG ";

    private FinalMessage() {
    }

    /**
     * @param render the template
     * @throws ServiceException an invalid request if the template leaves the message out
     */
    static String cutAfter(List<ChatMessage> messages, Function<List<ChatMessage>, String> render) {
        int last = messages.size() - 1;
        ChatMessage message = messages.get(last);
        List<ChatMessage> tagged = new ArrayList<>(messages);
        tagged.set(last, new ChatMessage(message.role(), message.content() + TAG, message.name()));
        String text = render.apply(tagged);
        int end = text.lastIndexOf(TAG.strip());
        ServiceException.require(end >= 0 && text.contains(message.content().strip()), FIELD,
                "false: the chat template leaves out or changes the last message", true);
        boolean keepsSpace = text.startsWith(TAG, end);
        return keepsSpace ? text.substring(0, end) : text.substring(0, end).stripTrailing();
    }

}
