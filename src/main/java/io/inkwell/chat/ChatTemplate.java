package io.inkwell.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.error.ServiceException;

/**
 * The template of one model, known to work. Safe for use by many threads at once.
 * Rendering takes a fraction of a millisecond, for long conversations more.
 */
public final class ChatTemplate {

    private static final ChatMessage QUESTION = new ChatMessage(ChatMessage.Role.USER, "question", null);

    private static final ChatMessage ANSWER = new ChatMessage(ChatMessage.Role.ASSISTANT, "answer", null);

    private final TemplateSource source;

    private final SpecialTokens tokens;

    private final JinjaTemplate jinja;

    private ChatTemplate(TemplateSource source, SpecialTokens tokens) {
        this.source = source;
        this.tokens = tokens;
        this.jinja = new JinjaTemplate(source.text());
    }

    /**
     * Makes a template ready, and tries all of it with a short conversation; not the
     * plain transcript, which is known to work.
     * @throws ChatTemplateException if it uses what is not supported, or fails
     */
    public static ChatTemplate of(TemplateSource source, SpecialTokens tokens) throws ChatTemplateException {
        ChatTemplate template = new ChatTemplate(source, tokens);
        try {
            if (source != TemplateSource.TRANSCRIPT) {
                template.jinja.check(template.variables(List.of(QUESTION, ANSWER, QUESTION), true));
            }
        }
        catch (IllegalStateException ex) {
            throw new ChatTemplateException(source.origin(), String.valueOf(ex.getMessage()));
        }
        return template;
    }

    /** Where the template comes from, its text, and what ends an answer. */
    public TemplateSource source() {
        return this.source;
    }

    public SpecialTokens tokens() {
        return this.tokens;
    }

    /**
     * The text that the model goes on from.
     * @param addGenerationPrompt whether it ends with the beginning of an answer
     * @throws ServiceException an invalid request if the template itself refuses the
     * messages, in its words: many want user and assistant to take turns
     */
    public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
        return render(messages, addGenerationPrompt, Map.of());
    }

    /**
     * The same, with more variables for the template.
     */
    public String render(List<ChatMessage> messages, boolean addGenerationPrompt, Map<String, Object> more) {
        Map<String, Object> variables = variables(messages, addGenerationPrompt);
        more.forEach(variables::putIfAbsent);
        return this.jinja.render(variables);
    }

    /**
     * The text up to the end of the last message, which a completion continues.
     * @throws ServiceException an invalid request if the template refuses the messages or
     * leaves the last one out
     */
    public String renderUnfinished(List<ChatMessage> messages, Map<String, Object> more) {
        return FinalMessage.cutAfter(messages, (tagged) -> render(tagged, false, more));
    }

    private Map<String, Object> variables(List<ChatMessage> messages, boolean addGenerationPrompt) {
        Map<String, Object> variables = new LinkedHashMap<>(this.tokens.variables());
        variables.put("messages", messages.stream().map(ChatMessage::variables).toList());
        variables.put("add_generation_prompt", addGenerationPrompt);
        return variables;
    }

}
