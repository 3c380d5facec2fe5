package io.inkwell.completion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.chat.ChatMessage;

/** What a completion goes on from. */
public sealed interface Prompt {

    boolean isEmpty();

    /**
     * @param addSpecialTokens whether to add the special tokens that the tokenizer puts
     * before or after each text
     */
    record Text(String text, boolean addSpecialTokens) implements Prompt {

        /** A text as transformers encodes it by default. */
        public Text(String text) {
            this(text, true);
        }

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
     * @param addSpecialTokens as for a text; templates usually write them themselves
     * @param variables more variables of the template
     */
    record Chat(List<ChatMessage> messages, boolean addGenerationPrompt, boolean continueFinalMessage,
            boolean addSpecialTokens, Map<String, Object> variables) implements Prompt {

        public Chat {
            messages = List.copyOf(messages);
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        @Override
        public boolean isEmpty() {
            return this.messages.isEmpty();
        }

    }

}
