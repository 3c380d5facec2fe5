package io.inkwell.openai.chat;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.openai.FinishReasonName;
import io.inkwell.openai.chat.ChatResponse.Delta;
import io.inkwell.openai.chat.ChatResponse.Message;

/** How the text of a choice becomes a message. */
interface MessageFormat {

    /** A message of text. */
    MessageFormat TEXT = new MessageFormat() {

        @Override
        public Message message(Choice whole) {
            return Message.of(whole.text());
        }

        @Override
        public Delta start(int index) {
            return Delta.START;
        }

        @Override
        public Delta next(Choice part) {
            return Delta.of(part.text());
        }

        @Override
        public @Nullable String finishReason(Choice last) {
            return FinishReasonName.of(last.finishReason());
        }

    };

    Message message(Choice whole);

    /** The first delta of a choice. */
    Delta start(int index);

    /** The delta of a part of a choice. */
    Delta next(Choice part);

    /** Null while the choice is not finished. Called after its message or last delta. */
    @Nullable String finishReason(Choice last);

}
