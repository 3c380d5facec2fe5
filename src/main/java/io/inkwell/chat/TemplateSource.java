package io.inkwell.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The source of a chat template.
 *
 * @param origin the name of the template in messages
 * @param text Jinja, in the dialect of Hugging Face
 * @param stopStrings strings that start the next turn and end a completion; empty if the
 * model ends its turn with a token
 * @param problem why there is no text; null if there is one
 */
public record TemplateSource(String origin, String text, List<String> stopStrings, @Nullable String problem) {

    /**
     * A plain transcript, for models without a chat template. A system message stands
     * alone; the others are lines {@code User: ...}, {@code Assistant: ...} and
     * {@code Tool: ...}. A function call is the name and the arguments.
     */
    public static final TemplateSource TRANSCRIPT = new TemplateSource("the plain transcript",
            "{% for message in messages %}" + "{% if message['role'] == 'system' %}{{ message['content'] + '\\n\\n' }}"
                    + "{% else %}{{ message['role'].capitalize() + ': ' + message['content'] }}"
                    + "{% for call in message['tool_calls'] %}{{ call['function']['name'] + ' ' }}"
                    + "{{ call['function']['arguments'] | tojson }}{% endfor %}{{ '\\n' }}{% endif %}"
                    + "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}",
            List.of("\nUser:", "\nAssistant:"), null);

    public TemplateSource {
        stopStrings = List.copyOf(stopStrings);
    }

    /** The template of a model that ends its turns with a token. */
    public static TemplateSource of(String origin, String text) {
        return new TemplateSource(origin, text, List.of(), null);
    }

    /**
     * Whether the template renders function calls; it then also renders messages of
     * tools.
     */
    boolean rendersCalls() {
        return this.text.contains("tool_calls");
    }

    /** A template that exists but cannot be read. */
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
