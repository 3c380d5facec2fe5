package io.inkwell.openai.responses;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.openai.chat.ChatLogprobs;

/**
 * An event of a streamed response. Events are numbered from 0. The only item and its only
 * part have the index 0.
 */
sealed interface ResponseEvent {

    /** The type, which is also the name of the event. */
    String type();

    /** An event of the whole response. */
    @JsonPropertyOrder({ "type", "sequence_number", "response" })
    record OfResponse(String type, int sequenceNumber, ResponseObject response) implements ResponseEvent {
    }

    /** An event of the message. */
    @JsonPropertyOrder({ "type", "sequence_number", "output_index", "item" })
    record OfItem(String type, int sequenceNumber, int outputIndex, OutputMessage item) implements ResponseEvent {
    }

    /** An event of the part of the message. */
    @JsonPropertyOrder({ "type", "sequence_number", "item_id", "output_index", "content_index", "part" })
    record OfPart(String type, int sequenceNumber, String itemId, int outputIndex, int contentIndex,
            OutputMessage.Part part) implements ResponseEvent {
    }

    /** Text to append. */
    @JsonPropertyOrder({ "type", "sequence_number", "item_id", "output_index", "content_index", "delta", "logprobs" })
    record Delta(String type, int sequenceNumber, String itemId, int outputIndex, int contentIndex, String delta,
            List<ChatLogprobs.Token> logprobs) implements ResponseEvent {
    }

    /** The whole text. */
    @JsonPropertyOrder({ "type", "sequence_number", "item_id", "output_index", "content_index", "text", "logprobs" })
    record Done(String type, int sequenceNumber, String itemId, int outputIndex, int contentIndex, String text,
            List<ChatLogprobs.Token> logprobs) implements ResponseEvent {
    }

    /** A failure before the first event of the response. */
    @JsonPropertyOrder({ "type", "sequence_number", "code", "message", "param" })
    record Failed(String type, int sequenceNumber, @JsonInclude @Nullable String code,
            @JsonInclude @Nullable String message, @JsonInclude @Nullable String param) implements ResponseEvent {
    }

}
