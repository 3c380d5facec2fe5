package io.inkwell.openai.responses;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.openai.chat.ChatLogprobs;

/**
 * The message of a response.
 *
 * @param status {@code in_progress}, {@code completed} or {@code incomplete}
 * @param content one part; empty while the message is in progress
 */
@JsonPropertyOrder({ "id", "type", "status", "role", "content" })
public record OutputMessage(String id, String type, String status, String role, List<Part> content) {

    static OutputMessage of(String id, String status, List<Part> content) {
        return new OutputMessage(id, "message", status, "assistant", content);
    }

    /**
     * @param annotations always empty
     * @param logprobs one for each token; empty unless requested
     */
    @JsonPropertyOrder({ "type", "text", "annotations", "logprobs" })
    public record Part(String type, String text, List<Object> annotations, List<ChatLogprobs.Token> logprobs) {

        static Part of(String text, List<ChatLogprobs.Token> logprobs) {
            return new Part("output_text", text, List.of(), logprobs);
        }

    }

}
