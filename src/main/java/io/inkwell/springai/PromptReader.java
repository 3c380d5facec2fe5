package io.inkwell.springai;

import java.util.List;
import java.util.Objects;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Message;

/**
 * Reads prompts of Spring AI.
 *
 * @param defaults options that a prompt does not set
 */
record PromptReader(CompletionOptions defaults) {

    /**
     * @throws IllegalArgumentException if a message is of a tool, or calls one
     */
    static List<Message> messages(Prompt prompt) {
        return prompt.getInstructions().stream().map(PromptReader::message).toList();
    }

    private static Message message(org.springframework.ai.chat.messages.Message message) {
        if (message instanceof ToolResponseMessage
                || (message instanceof AssistantMessage answer && answer.hasToolCalls())) {
            throw new IllegalArgumentException(
                    "messages must be of a system, a user or an assistant, without tool calls; given: "
                            + message.getMessageType());
        }
        return new Message(Message.Role.valueOf(message.getMessageType().name()),
                Objects.requireNonNullElse(message.getText(), ""));
    }

    /**
     * @throws IllegalArgumentException if the prompt has tools, or a value is out of
     * range
     */
    CompletionOptions options(Prompt prompt) {
        ChatOptions given = prompt.getOptions();
        if (given == null) {
            return this.defaults;
        }
        requireNoTools(given);
        CompletionOptions.Builder options = this.defaults.toBuilder();
        if (given.getMaxTokens() != null) {
            options.maxTokens(given.getMaxTokens());
        }
        if (given.getTemperature() != null) {
            options.temperature(given.getTemperature());
        }
        if (given.getTopK() != null) {
            options.topK(given.getTopK());
        }
        if (given.getTopP() != null) {
            options.topP(given.getTopP());
        }
        if (given.getPresencePenalty() != null) {
            options.presencePenalty(given.getPresencePenalty());
        }
        if (given.getFrequencyPenalty() != null) {
            options.frequencyPenalty(given.getFrequencyPenalty());
        }
        List<String> stop = given.getStopSequences();
        return ((stop != null) ? options.stop(stop) : options).build();
    }

    private static void requireNoTools(ChatOptions given) {
        List<ToolCallback> tools = (given instanceof ToolCallingChatOptions calling) ? calling.getToolCallbacks()
                : List.of();
        if (tools != null && !tools.isEmpty()) {
            throw new IllegalArgumentException("toolCallbacks must be empty; given: " + tools.size());
        }
    }

}
