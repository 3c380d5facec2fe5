package io.inkwell.openai.chat;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.openai.FinishReasonName;
import io.inkwell.openai.chat.ChatResponse.Delta;
import io.inkwell.openai.chat.ChatResponse.Message;

/** Messages that call a function. Not thread-safe. */
final class CallFormat implements MessageFormat {

    private final String requestId;

    private final @Nullable String onlyName;

    private final boolean isNamed;

    /** The texts of the choices by index. */
    private final Map<Integer, CallText> texts = new HashMap<>();

    /**
     * @param onlyName the name of the function; null if there is a choice
     * @param isNamed whether the request names the function
     */
    CallFormat(String requestId, @Nullable String onlyName, boolean isNamed) {
        this.requestId = requestId;
        this.onlyName = onlyName;
        this.isNamed = isNamed;
    }

    @Override
    public Message message(Choice whole) {
        CallText text = text(whole.index());
        String arguments = text.next(whole.text());
        String name = text.name();
        return Message.of((name != null) ? ToolCall.whole(id(whole.index()), name, arguments) : null);
    }

    @Override
    public Delta start(int index) {
        return Delta.start((this.onlyName != null) ? ToolCall.first(id(index), this.onlyName, "") : null);
    }

    @Override
    public Delta next(Choice part) {
        CallText text = text(part.index());
        boolean wasKnown = text.name() != null;
        String arguments = text.next(part.text());
        String name = text.name();
        if (wasKnown || name == null) {
            return arguments.isEmpty() ? Delta.EMPTY : Delta.of(ToolCall.next(arguments));
        }
        return Delta.of(ToolCall.first(id(part.index()), name, arguments));
    }

    /** As in OpenAI's API, a function that the request names is no reason. */
    @Override
    public @Nullable String finishReason(Choice last) {
        boolean isCall = last.finishReason() == FinishReason.STOP && text(last.index()).name() != null;
        return (isCall && !this.isNamed) ? "tool_calls" : FinishReasonName.of(last.finishReason());
    }

    private CallText text(int index) {
        return this.texts.computeIfAbsent(index, (first) -> new CallText(this.onlyName));
    }

    private String id(int index) {
        return "call_" + this.requestId + ((index > 0) ? "_" + index : "");
    }

}
