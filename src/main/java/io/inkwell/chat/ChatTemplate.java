package io.inkwell.chat;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.Excerpt;
import io.inkwell.error.ServiceException;
import io.inkwell.jinja.Template;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.TemplateFailure;

/**
 * The parsed chat template of a model. Thread-safe. Rendering takes less than a
 * millisecond for a short conversation.
 */
public final class ChatTemplate {

    private static final int MAX_PROBLEM_LENGTH = 300;

    /**
     * The steps that a message adds to those of its content: templates take steps for
     * each.
     */
    private static final int MESSAGE_CHARACTERS = 64;

    private final TemplateSource source;

    private final SpecialTokens tokens;

    private final @Nullable Template template;

    private final Map<String, Callable> functions;

    private final String problem;

    private ChatTemplate(TemplateSource source, SpecialTokens tokens, @Nullable Template template,
            Map<String, Callable> functions, String problem) {
        this.source = source;
        this.tokens = tokens;
        this.template = template;
        this.functions = functions;
        this.problem = problem;
    }

    /**
     * @param clock the clock of {@code strftime_now}
     * @throws ChatTemplateException if the template is not valid
     */
    public static ChatTemplate of(TemplateSource source, SpecialTokens tokens, Clock clock)
            throws ChatTemplateException {
        if (source.problem() != null) {
            throw new ChatTemplateException(source.origin(), source.problem());
        }
        try {
            return new ChatTemplate(source, tokens, Template.parse(source.text()), TemplateFunctions.all(clock), "");
        }
        catch (TemplateFailure ex) {
            throw new ChatTemplateException(source.origin(), describe(ex));
        }
    }

    /** A template that rejects all messages because it cannot be parsed. */
    public static ChatTemplate unusable(TemplateSource source, SpecialTokens tokens, ChatTemplateException cause) {
        return new ChatTemplate(source, tokens, null, Map.of(), String.valueOf(cause.getMessage()));
    }

    /** The source of the template and its stop strings. */
    public TemplateSource source() {
        return this.source;
    }

    public SpecialTokens tokens() {
        return this.tokens;
    }

    /** Renders without additional variables. Errors name {@code messages}. */
    public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
        return render("messages", messages, new ChatTemplateOptions(addGenerationPrompt, Map.of()));
    }

    /**
     * Renders up to the end of the last message, which a completion continues.
     * @param param the field that holds the messages
     * @param variables additional variables, as in {@link ChatTemplateOptions}
     * @throws ServiceException an invalid request if the template rejects the messages or
     * drops the last one
     */
    public String renderUnfinished(String param, List<ChatMessage> messages, Map<String, Object> variables) {
        ChatTemplateOptions options = new ChatTemplateOptions(false, variables);
        return FinalMessage.cutAfter(messages, (tagged) -> render(param, tagged, options));
    }

    /**
     * Renders the prompt.
     * @param param the field that holds the messages
     * @throws ServiceException an invalid request if the template cannot be parsed,
     * rejects the messages, or fails
     */
    public String render(String param, List<ChatMessage> messages, ChatTemplateOptions options) {
        if (this.template == null) {
            throw invalid(param, "the chat template of this model is not usable: " + this.problem);
        }
        if (messages.stream().anyMatch(ChatMessage::needsTools) && !this.source.rendersCalls()) {
            throw invalid(param, param
                    + " must contain no tool calls and no tool messages, because the chat template of this model does not render them");
        }
        try {
            return this.template.render(variables(messages, options), Limits.forInput(size(messages)));
        }
        catch (TemplateFailure ex) {
            throw invalid(param, switch (ex.kind()) {
                case RAISED -> "the chat template rejected the messages: " + ex.getMessage();
                case LIMIT -> "the chat template exceeded a limit: " + describe(ex);
                default -> "the chat template failed: " + describe(ex);
            });
        }
    }

    private static long size(List<ChatMessage> messages) {
        return messages.stream().mapToLong((message) -> MESSAGE_CHARACTERS + message.length()).sum();
    }

    private Map<String, Object> variables(List<ChatMessage> messages, ChatTemplateOptions options) {
        Map<String, Object> variables = new LinkedHashMap<>(this.functions);
        variables.putAll(this.tokens.named());
        variables.putAll(options.variables());
        variables.put("messages", messages.stream().map(ChatMessage::variables).toList());
        variables.putIfAbsent("tools", null);
        variables.putIfAbsent("documents", null);
        variables.put("add_generation_prompt", options.addGenerationPrompt());
        return variables;
    }

    private static String describe(TemplateFailure failure) {
        return ((failure.line() > 0) ? "line " + failure.line() + ": " : "") + failure.getMessage();
    }

    private static ServiceException invalid(String param, String message) {
        return ServiceException.invalid(param, Excerpt.of(message, MAX_PROBLEM_LENGTH));
    }

}
