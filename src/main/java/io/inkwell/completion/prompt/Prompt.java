package io.inkwell.completion.prompt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.chat.ChatMessage;

/** The prompt of a completion. */
public sealed interface Prompt {

    boolean isEmpty();

    /** The approximate size: a chat template adds to it. */
    long numBytes();

    /** The size of several prompts. */
    static long numBytes(List<Prompt> prompts) {
        return prompts.stream().mapToLong(Prompt::numBytes).sum();
    }

    /**
     * @param addSpecialTokens whether the tokenizer adds its special tokens before or
     * after the prompt
     */
    record Text(String text, boolean addSpecialTokens) implements Prompt {

        /** A string with special tokens, as transformers encodes it by default. */
        public Text(String text) {
            this(text, true);
        }

        @Override
        public boolean isEmpty() {
            return this.text.isEmpty();
        }

        @Override
        public long numBytes() {
            return this.text.length();
        }

    }

    record Tokens(int[] ids) implements Prompt {

        @Override
        public boolean isEmpty() {
            return this.ids.length == 0;
        }

        @Override
        public long numBytes() {
            return (long) Integer.BYTES * this.ids.length;
        }

    }

    /**
     * A conversation, rendered by the model's chat template. Anywhere in it, the name of
     * a special token becomes that token.
     *
     * @param addGenerationPrompt whether the prompt ends with the start of an assistant
     * message
     * @param continueFinalMessage whether the prompt ends with the content of the last
     * message
     * @param addSpecialTokens as for a string; most templates write the special tokens
     * themselves
     * @param variables additional template variables
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

        @Override
        public long numBytes() {
            return this.messages.stream().mapToLong(ChatMessage::length).sum();
        }

    }

}
