package io.inkwell.finetuning.file;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Checks the name of an uploaded file, whose ending decides how it is read. */
final class FileNameRule {

    private static final List<String> ENDINGS = List.of(".jsonl", ".txt");

    private static final int MAX_LENGTH = 255;

    private FileNameRule() {
    }

    /**
     * The name without folders.
     * @throws ServiceException if it is not that of a text
     */
    static String check(@Nullable String sent) {
        String name = (sent != null) ? sent.replaceFirst("(?s).*[/\\\\]", "") : "";
        ServiceException.require(!name.isBlank() && name.length() <= MAX_LENGTH, "file",
                "sent with a filename of 1 to " + MAX_LENGTH + " characters", name.length() + " characters");
        ServiceException.require(name.chars().noneMatch(Character::isISOControl), "file",
                "sent with a filename without control characters", "another string");
        ending(name);
        return name;
    }

    /** The ending of a checked name, in lower case. */
    static String ending(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
            .filter(lower::endsWith)
            .findFirst()
            .orElseThrow(() -> ServiceException.invalid("file",
                    "file must be sent with a filename that ends with .jsonl or .txt; given: another ending"));
    }

}
