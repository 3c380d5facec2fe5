package io.inkwell.langchain4j;

import java.util.List;
import java.util.Objects;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;

import io.inkwell.api.Completion;
import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Message;
import io.inkwell.api.OutputFormat;

/**
 * Reads requests of LangChain4j.
 *
 * @param defaults options that a request does not set
 */
record RequestReader(CompletionOptions defaults) {

    /**
     * @throws UnsupportedFeatureException if a message is of a tool, or calls one
     */
    static List<Message> messages(ChatRequest request) {
        return request.messages().stream().map(RequestReader::message).toList();
    }

    private static Message message(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return Message.system(system.text());
        }
        if (message instanceof UserMessage user) {
            return Message.user(user.singleText());
        }
        if (message instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
            return Message.assistant(Objects.requireNonNullElse(answer.text(), ""));
        }
        throw new UnsupportedFeatureException(
                "messages must be of a system, a user or an assistant, without tool calls; given: " + message.type());
    }

    /**
     * @throws UnsupportedFeatureException if the request has tools or a JSON schema
     */
    CompletionOptions options(ChatRequest request) {
        if (request.toolSpecifications() != null && !request.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException(
                    "toolSpecifications must be empty; given: " + request.toolSpecifications().size());
        }
        CompletionOptions.Builder options = this.defaults.toBuilder();
        if (request.maxOutputTokens() != null) {
            options.maxTokens(request.maxOutputTokens());
        }
        if (request.temperature() != null) {
            options.temperature(request.temperature());
        }
        if (request.topK() != null) {
            options.topK(request.topK());
        }
        if (request.topP() != null) {
            options.topP(request.topP());
        }
        if (request.presencePenalty() != null) {
            options.presencePenalty(request.presencePenalty());
        }
        if (request.frequencyPenalty() != null) {
            options.frequencyPenalty(request.frequencyPenalty());
        }
        if (request.responseFormat() != null && request.responseFormat().type() == ResponseFormatType.JSON) {
            if (request.responseFormat().jsonSchema() != null) {
                throw new UnsupportedFeatureException("responseFormat must have no JSON schema; given: one");
            }
            options.format(OutputFormat.jsonObject());
        }
        List<String> stop = request.stopSequences();
        return ((stop != null && !stop.isEmpty()) ? options.stop(stop) : options).build();
    }

    static TokenUsage usage(Completion completion) {
        return new TokenUsage(completion.numPromptTokens(), completion.numGeneratedTokens());
    }

    static FinishReason reason(io.inkwell.api.FinishReason reason) {
        return switch (reason) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
        };
    }

}
