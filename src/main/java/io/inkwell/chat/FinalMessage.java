package io.inkwell.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.inkwell.error.ServiceException;

/**
 * Cuts a rendered conversation after the content of its last message, so that a
 * completion continues it. Follows transformers' {@code continue_final_message}.
 */
final class FinalMessage {

    private static final String FIELD = "continue_final_message";

    // Marks the end of the content while the template is rendered.
    private static final String TAG = "CONTINUE_FINAL_MESSAGE_TAG ";

    private FinalMessage() {
    }

    /**
     * @param render renders the template
     * @throws ServiceException an invalid request if the template drops the message
     */
    static String cutAfter(List<ChatMessage> messages, Function<List<ChatMessage>, String> render) {
        int last = messages.size() - 1;
        ChatMessage message = messages.get(last);
        List<ChatMessage> tagged = new ArrayList<>(messages);
        tagged.set(last, message.withContent(message.content() + TAG));
        String text = render.apply(tagged);
        int end = text.lastIndexOf(TAG.strip());
        ServiceException.require(end >= 0 && text.contains(message.content().strip()), FIELD,
                "false, because the chat template drops or changes the last message", true);
        boolean keepsSpace = text.startsWith(TAG, end);
        return keepsSpace ? text.substring(0, end) : text.substring(0, end).stripTrailing();
    }

}
