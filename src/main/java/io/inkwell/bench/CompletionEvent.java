package io.inkwell.bench;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of a streamed completion. It detects text without parsing JSON: the client may
 * share its cores with the server, so it must be cheap.
 */
record CompletionEvent(String data) {

    private static final String DONE = "[DONE]";

    boolean isDone() {
        return this.data.equals(DONE);
    }

    /**
     * Whether the event contains a token. Some tokens have empty text, as does an event
     * that only ends a choice.
     */
    boolean hasText() {
        if (!valueStartsWith("choices", "[") || valueStartsWith("choices", "[]")) {
            return false;
        }
        return !valueStartsWith("text", "\"\"") || valueStartsWith("finish_reason", "null");
    }

    boolean hasUsage() {
        return valueStartsWith("usage", "{");
    }

    boolean isError() {
        return valueStartsWith("error", "{") || valueStartsWith("error", "\"");
    }

    /**
     * Whether some field has this value. Strings cannot match: their quotes are escaped.
     */
    private boolean valueStartsWith(String name, String start) {
        String quoted = '"' + name + '"';
        for (int at = this.data.indexOf(quoted); at >= 0; at = this.data.indexOf(quoted, at + 1)) {
            int colon = skipBlanks(at + quoted.length());
            if (this.data.startsWith(":", colon)) {
                return this.data.startsWith(start, skipBlanks(colon + 1));
            }
        }
        return false;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < this.data.length() && this.data.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** The usage in the event; parses JSON, so call it once per response. */
    @Nullable TokenUsage usage() {
        JsonNode usage = tree().path("usage");
        return usage.path("completion_tokens").isInt()
                ? new TokenUsage(usage.path("prompt_tokens").asInt(0), usage.path("completion_tokens").asInt()) : null;
    }

    @Nullable String fingerprint() {
        JsonNode fingerprint = tree().path("system_fingerprint");
        return fingerprint.isString() ? fingerprint.stringValue() : null;
    }

    /** The message of an error, or the whole event. */
    String message() {
        JsonNode error = tree().path("error");
        JsonNode message = error.path("message");
        if (message.isString()) {
            return message.stringValue();
        }
        return error.isString() ? error.stringValue() : this.data;
    }

    private JsonNode tree() {
        try {
            return JsonMapper.shared().readTree(this.data);
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().createObjectNode();
        }
    }

}
