package io.inkwell.completion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.chat.ChatMessage;

/** What a completion goes on from. */
public sealed interface Prompt {

    boolean isEmpty();

    record Text(String text) implements Prompt {

        @Override
        public boolean isEmpty() {
            return this.text.isEmpty();
        }

    }

    record Tokens(int[] ids) implements Prompt {

        @Override
        public boolean isEmpty() {
            return this.ids.length == 0;
        }

    }

    /**
     * A conversation, of which the model's chat template makes one text. The name of a
     * special token becomes that token there, whoever wrote it.
     *
     * @param addGenerationPrompt whether the text ends with the beginning of an answer
     * @param continueFinalMessage whether the text ends with the content of the last
     * message
     * @param variables more variables of the template
     */
    record Chat(List<ChatMessage> messages, boolean addGenerationPrompt, boolean continueFinalMessage,
            Map<String, Object> variables) implements Prompt {

        public Chat {
            messages = List.copyOf(messages);
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        public Chat(List<ChatMessage> messages, boolean addGenerationPrompt) {
            this(messages, addGenerationPrompt, false, Map.of());
        }

        @Override
        public boolean isEmpty() {
            return this.messages.isEmpty();
        }

    }

}
