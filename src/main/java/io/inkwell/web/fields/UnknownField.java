package io.inkwell.web.fields;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.inkwell.error.NearestName;
import io.inkwell.error.ServiceException;

/** The error for a field that the service does not have. */
final class UnknownField {

    /** No field has a longer name, so a longer one is no misspelt one. */
    private static final int MAX_NAME_LENGTH = 64;

    /** Fields that show which path the client meant. */
    private static final Map<String, String> ELSEWHERE = Map.of("messages", "; /v1/chat/completions takes messages",
            "prompt", "; /v1/completions takes a prompt", "input", "; /v1/embeddings takes an input");

    private UnknownField() {
    }

    /**
     * @param candidates the names that the client may have meant
     */
    static ServiceException refusal(String path, String name, Collection<String> candidates) {
        return refusal(path, name,
                candidates.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
    }

    /**
     * @param path what stands before the name in the error
     * @param candidates the names that the client may have meant, each with the one to
     * suggest
     */
    static ServiceException refusal(String path, String name, Map<String, String> candidates) {
        String shown = shown(name);
        String question = NearestName.to(shown, candidates.keySet())
            .map((nearest) -> "; did you mean " + candidates.get(nearest) + "?")
            .orElse("");
        String named = shown.isEmpty() ? "\"\"" : shown;
        return ServiceException.invalid(path + shown, path + named + " is not a field of this request"
                + (question.isEmpty() ? ELSEWHERE.getOrDefault(path + shown, "") : question));
    }

    /** A name that the client made up, no longer than a field's may be. */
    static String shown(String name) {
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }

}
