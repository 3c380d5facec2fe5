package io.inkwell.web.fields;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Checks the field {@code metadata}, with the limits of OpenAI. */
public final class Metadata {

    private static final int MAX_PAIRS = 16;

    private static final int MAX_KEY = 64;

    private static final int MAX_VALUE = 512;

    private Metadata() {
    }

    /**
     * Returns the pairs; none by default.
     * @throws ServiceException an invalid request if they exceed a limit
     */
    public static Map<String, String> checked(@Nullable Map<String, String> given) {
        Map<String, String> pairs = (given != null) ? given : Map.of();
        ServiceException.require(pairs.size() <= MAX_PAIRS, "metadata", "an object of at most " + MAX_PAIRS + " pairs",
                pairs.size());
        pairs.forEach((key, value) -> {
            ServiceException.require(key.length() <= MAX_KEY, "metadata",
                    "an object whose keys have at most " + MAX_KEY + " characters", key.length());
            ServiceException.require(value != null && value.length() <= MAX_VALUE, "metadata",
                    "an object whose values are strings of at most " + MAX_VALUE + " characters",
                    (value != null) ? value.length() : null);
        });
        return pairs;
    }

}
