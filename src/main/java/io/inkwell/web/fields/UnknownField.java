package io.inkwell.web.fields;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.inkwell.error.NearestName;
import io.inkwell.error.ServiceException;

/** Creates the error for an unknown field. */
final class UnknownField {

    /** The maximum length of a name in errors. No known field has a longer name. */
    private static final int MAX_NAME_LENGTH = 64;

    /** Fields that reveal which endpoint the client meant. */
    private static final Map<String, String> ELSEWHERE = Map.of("messages", "; /v1/chat/completions takes messages",
            "prompt", "; /v1/completions takes a prompt", "input", "; /v1/responses and /v1/embeddings take an input",
            "inputs", "; /generate takes inputs");

    private UnknownField() {
    }

    /**
     * @param candidates known names
     */
    static ServiceException rejection(String path, String name, Collection<String> candidates) {
        return rejection(path, name,
                candidates.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
    }

    /**
     * @param path the prefix of the name in the error
     * @param candidates known names, each with the name to suggest
     */
    static ServiceException rejection(String path, String name, Map<String, String> candidates) {
        String shown = shown(name);
        String question = NearestName.to(shown, candidates.keySet())
            .map((nearest) -> "; did you mean " + candidates.get(nearest) + "?")
            .orElse("");
        String named = shown.isEmpty() ? "\"\"" : shown;
        return ServiceException.invalid(path + shown, path + named + " is not a field of this request"
                + (question.isEmpty() ? ELSEWHERE.getOrDefault(path + shown, "") : question));
    }

    /** The name of a client, truncated to the maximum length. */
    static String shown(String name) {
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }

}
