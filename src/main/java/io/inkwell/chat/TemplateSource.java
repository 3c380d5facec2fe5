package io.inkwell.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A chat template as it was found.
 *
 * @param origin what messages call it
 * @param text Jinja, as Hugging Face reads it
 * @param stopStrings texts that begin the next turn, and so end an answer; none where the
 * model writes a token at the end of its turn
 * @param problem why there is no text; null if there is one
 */
public record TemplateSource(String origin, String text, List<String> stopStrings, @Nullable String problem) {

    /**
     * The plain transcript, for models that were not trained to chat. System messages
     * stand alone; the others are lines {@code User: ...} and {@code Assistant: ...}.
     */
    public static final TemplateSource TRANSCRIPT = new TemplateSource("the plain transcript",
            "{% for message in messages %}" + "{% if message['role'] == 'system' %}{{ message['content'] + '\\n\\n' }}"
                    + "{% else %}{{ message['role'].capitalize() + ': ' + message['content'] + '\\n' }}{% endif %}"
                    + "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}",
            List.of("\nUser:", "\nAssistant:"), null);

    public TemplateSource {
        stopStrings = List.copyOf(stopStrings);
    }

    /** A template whose model ends its turns itself. */
    public static TemplateSource of(String origin, String text) {
        return new TemplateSource(origin, text, List.of(), null);
    }

    /** A template that is there, and whose text is not known. */
    public static TemplateSource unreadable(String origin, String problem) {
        return new TemplateSource(origin, "", List.of(), problem);
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
