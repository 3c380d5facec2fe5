package io.inkwell.completion.prompt;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateOptions;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.ContextLengthErrors;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Tokenizer;

/** Tokenizes prompts and fits them to the context of the model. */
public final class PromptEncoder {

    private final LoadedModel model;

    public PromptEncoder(LoadedModel model) {
        this.model = model;
    }

    /**
     * @param param the field that holds the prompt
     * @param truncation how it will be truncated; null if it must fit the context
     * @throws ServiceException an invalid request: an unknown token id, a text of too
     * many bytes, messages that the chat template rejects, or an empty prompt for a model
     * without a BOS token
     */
    public EncodedPrompt encode(String param, Prompt prompt, @Nullable Truncation truncation) {
        int[] tokens = tokens(param, prompt, truncation != null);
        if (tokens.length == 0) {
            // In the OpenAI specification, a missing prompt generates as if from the
            // beginning of a new document.
            return EncodedPrompt.implied(this.model.requireBosToken(param, "not be empty"));
        }
        Tokenizer tokenizer = this.model.tokenizer();
        return addsSpecialTokens(prompt)
                ? new EncodedPrompt(tokens, false, tokenizer.numAddedBefore(), tokenizer.numAddedAfter())
                : EncodedPrompt.of(tokens);
    }

    private static boolean addsSpecialTokens(Prompt prompt) {
        return (prompt instanceof Prompt.Text text && text.addSpecialTokens())
                || (prompt instanceof Prompt.Chat chat && chat.addSpecialTokens());
    }

    private int[] tokens(String param, Prompt prompt, boolean truncates) {
        if (prompt instanceof Prompt.Tokens tokens) {
            this.model.knownTokens().require(param, tokens.ids());
            return tokens.ids();
        }
        if (prompt instanceof Prompt.Chat chat) {
            return tokens(param, text(param, chat), chat.addSpecialTokens(), truncates);
        }
        Prompt.Text text = (Prompt.Text) prompt;
        return tokens(param, text.text(), text.addSpecialTokens(), truncates);
    }

    private int[] tokens(String param, String text, boolean addSpecialTokens, boolean truncates) {
        return truncates ? this.model.textEncoder().encodeToTruncate(param, text, addSpecialTokens)
                : this.model.textEncoder().encode(param, text, addSpecialTokens);
    }

    /**
     * The prompt that the chat template renders.
     * @param param the field that holds the messages
     */
    String text(String param, Prompt.Chat chat) {
        ChatTemplate template = this.model.chatTemplate();
        return chat.continueFinalMessage() ? template.renderUnfinished(param, chat.messages(), chat.variables())
                : template.render(param, chat.messages(),
                        new ChatTemplateOptions(chat.addGenerationPrompt(), chat.variables()));
    }

    /** Truncates a prompt that needs no output. */
    public EncodedPrompt truncate(EncodedPrompt prompt, Truncation truncation) {
        return truncate(prompt, truncation, this.model.contextLength());
    }

    /** Truncates a prompt and leaves room for the output. */
    public EncodedPrompt truncate(EncodedPrompt prompt, Truncation truncation, LengthOptions length) {
        int reserved = reserved(length);
        int room = this.model.contextLength() - reserved;
        if (room < 1 && truncation.maxTokens() < 0) {
            throw this.model.contextLengthErrors().noRoomForPrompt(length.maxTokensField(), reserved);
        }
        return truncate(prompt, truncation, room);
    }

    private static EncodedPrompt truncate(EncodedPrompt prompt, Truncation truncation, int room) {
        int[] tokens = prompt.tokens();
        int kept = Math.min(tokens.length, (truncation.maxTokens() < 0) ? room : truncation.maxTokens());
        int from = (truncation.side() == Truncation.Side.LEFT) ? tokens.length - kept : 0;
        return prompt.slice(from, from + kept);
    }

    /**
     * The number of tokens to reserve for the output when the prompt is truncated. A
     * maximum that may be lowered leaves at least one token for the prompt.
     */
    private int reserved(LengthOptions length) {
        if (length.maxTokens() == null) {
            return 1;
        }
        int room = this.model.contextLength() - 1;
        return length.clampMaxTokens() ? Math.min(length.maxTokens(), room) : length.maxTokens();
    }

    /**
     * The maximum number of output tokens.
     * @param field the field that holds the prompt
     * @throws ServiceException if prompt and output exceed the context and the maximum
     * must not be lowered
     */
    public int maxTokens(LengthOptions length, String field, int numPromptTokens) {
        Integer requested = length.maxTokens();
        int room = this.model.contextLength() - numPromptTokens;
        if (requested != null && requested <= room) {
            return requested;
        }
        if (room > 0 && (requested == null || length.clampMaxTokens())) {
            return (requested != null) ? room : length.total().maxTokens(numPromptTokens, length.minTokens(), room);
        }
        ContextLengthErrors errors = this.model.contextLengthErrors();
        throw (requested != null) ? errors.totalTooLong(field, numPromptTokens, length.maxTokensField(), requested)
                : errors.promptTooLong(field, numPromptTokens);
    }

    /**
     * @throws ServiceException if the tokens exceed the context
     */
    public void requireFits(String param, int numTokens) {
        if (numTokens > this.model.contextLength()) {
            throw this.model.contextLengthErrors().promptTooLong(param, numTokens);
        }
    }

}
