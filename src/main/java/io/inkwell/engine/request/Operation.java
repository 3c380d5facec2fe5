package io.inkwell.engine.request;

/** The operation of a request, named by OpenTelemetry's GenAI conventions. */
public enum Operation {

    TEXT_COMPLETION("text_completion"), CHAT("chat"), EMBEDDINGS("embeddings");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    public String label() {
        return this.label;
    }

}
