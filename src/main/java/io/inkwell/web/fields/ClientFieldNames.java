package io.inkwell.web.fields;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.inkwell.error.ServiceException;

/**
 * The names under which the client sent fields that are called differently here. Errors
 * use these names.
 */
public final class ClientFieldNames {

    /** Fields whose names also occur as ordinary words in errors. */
    private static final Set<String> WORDS = Set.of("prompt", "input", "stop");

    private final Map<String, String> names = new HashMap<>();

    void put(String field, String sent) {
        this.names.put(field, sent);
    }

    /** Returns the name under which the client sent a field. */
    String of(String field) {
        return this.names.getOrDefault(field, field);
    }

    /** Renames the fields in an error to the names that the client sent. */
    public ServiceException rename(ServiceException failure) {
        String param = failure.param();
        String message = failure.getMessage();
        if (this.names.isEmpty() || param == null || message == null) {
            return failure;
        }
        String sent = renameStart(param);
        String renamed = renameAll(message);
        String clear = (sent.equals(param) || renamed.contains(of(root(param)))) ? renamed : sent + ": " + renamed;
        return (sent.equals(param) && clear.equals(message)) ? failure
                : new ServiceException(failure.kind(), clear, sent, failure);
    }

    /** For example {@code prompt} of {@code prompt[3]}. */
    private static String root(String param) {
        return param.split("[.\\[]", 2)[0];
    }

    private String renameStart(String param) {
        String root = root(param);
        return of(root) + param.substring(root.length());
    }

    private String renameAll(String message) {
        String fields = this.names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\w.])(?:" + fields + ")(?!\\w)").matcher(message).replaceAll((field) -> {
            boolean isWord = WORDS.contains(field.group()) && field.start() > 0;
            return Matcher.quoteReplacement(isWord ? field.group() : of(field.group()));
        });
    }

}
