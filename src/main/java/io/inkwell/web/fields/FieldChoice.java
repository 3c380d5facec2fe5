package io.inkwell.web.fields;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Fields whose values are enum constants in lower case. */
public final class FieldChoice {

    private FieldChoice() {
    }

    /**
     * @param given null for {@code otherwise}
     * @throws ServiceException an invalid request if there is no such constant
     */
    public static <E extends Enum<E>> E of(String field, @Nullable String given, E otherwise) {
        if (given == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
            .filter((choice) -> label(choice).equals(given))
            .findFirst()
            .orElseThrow(() -> ServiceException.invalid(field,
                    field + " must be one of "
                            + Arrays.stream(choices).map(FieldChoice::label).collect(Collectors.joining(", "))
                            + "; given: another string"));
    }

    public static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

}
