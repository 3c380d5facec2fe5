package io.inkwell.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A chat template as it was found.
 *
 * @param origin what messages call it
 * @param text Jinja, as Hugging Face reads it
 * @param stopStrings what an answer must not go on after, because it would be the next
 * turn; none where the model writes a token at the end of its turn
 */
public record TemplateSource(String origin, String text, List<String> stopStrings) {

    /**
     * For models that were never taught to chat: a plain transcript, which such a model
     * goes on with, both sides in turn, unless it is stopped. System messages stand on
     * their own, then it reads {@code User: ...} and {@code Assistant: ...} line by line.
     */
    public static final TemplateSource TRANSCRIPT = new TemplateSource("the plain transcript",
            "{% for message in messages %}" + "{% if message['role'] == 'system' %}{{ message['content'] + '\\n\\n' }}"
                    + "{% else %}{{ message['role'].capitalize() + ': ' + message['content'] + '\\n' }}{% endif %}"
                    + "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}",
            List.of("\nUser:", "\nAssistant:"));

    public TemplateSource {
        stopStrings = List.copyOf(stopStrings);
    }

    /** A template whose model ends its turns itself. */
    public static TemplateSource of(String origin, String text) {
        return new TemplateSource(origin, text, List.of());
    }

    /**
     * @throws ChatTemplateException if the file cannot be read
     */
    public static TemplateSource read(Path file) throws ChatTemplateException {
        try {
            return of(file.toString(), Files.readString(file));
        }
        catch (NoSuchFileException ex) {
            throw new ChatTemplateException(file.toString(), "there is no such file");
        }
        catch (IOException ex) {
            throw new ChatTemplateException(file.toString(), ex.toString());
        }
    }

}
