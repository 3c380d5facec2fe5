package io.inkwell.bench;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event of a streamed completion. Whether it brings text is seen without parsing: the
 * client must be cheap, it may share its cores with the server.
 */
record CompletionEvent(String data) {

    private static final String DONE = "[DONE]";

    boolean isDone() {
        return this.data.equals(DONE);
    }

    /** Whether a token has come; the text of some is empty, as is that of a bare end. */
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
     * Whether some field has such a value. A text cannot be taken for one: the quotes in
     * it are escaped.
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

    /** What it says of the usage, to be asked once an answer. */
    @Nullable TokenUsage usage() {
        JsonNode usage = tree().path("usage");
        return usage.path("completion_tokens").isInt()
                ? new TokenUsage(usage.path("prompt_tokens").asInt(0), usage.path("completion_tokens").asInt()) : null;
    }

    @Nullable String fingerprint() {
        JsonNode fingerprint = tree().path("system_fingerprint");
        return fingerprint.isString() ? fingerprint.stringValue() : null;
    }

    /** The message of an error, or all there is. */
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
