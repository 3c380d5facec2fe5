package io.inkwell.completion;

import java.util.Arrays;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateOptions;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.Tokenizer;

/** Tokenizes prompts and fits them to the context of the model. */
final class PromptEncoder {

    private final LoadedModel model;

    PromptEncoder(LoadedModel model) {
        this.model = model;
    }

    /**
     * @param param the field that holds the prompt
     * @throws ServiceException if the prompt holds an unknown token id, if the chat
     * template rejects it, or if it is empty and the model has no start-of-text token
     */
    EncodedPrompt encode(String param, Prompt prompt) {
        int[] tokens = tokens(param, prompt);
        if (tokens.length == 0) {
            return EncodedPrompt.implied(startOfText(param));
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

    private int[] tokens(String param, Prompt prompt) {
        if (prompt instanceof Prompt.Tokens tokens) {
            this.model.requireKnownTokens(param, Arrays.stream(tokens.ids()).boxed().toList());
            return tokens.ids();
        }
        if (prompt instanceof Prompt.Chat chat) {
            return this.model.textEncoder().encode("messages", text(chat), chat.addSpecialTokens());
        }
        Prompt.Text text = (Prompt.Text) prompt;
        return this.model.textEncoder().encode(param, text.text(), text.addSpecialTokens());
    }

    private String text(Prompt.Chat chat) {
        ChatTemplate template = this.model.chatTemplate();
        return chat.continueFinalMessage() ? template.renderUnfinished(chat.messages(), chat.variables()) : template
            .render(chat.messages(), new ChatTemplateOptions(chat.addGenerationPrompt(), chat.variables()));
    }

    /**
     * @param maxTokens the number of tokens to reserve for the output
     */
    EncodedPrompt truncate(EncodedPrompt prompt, Truncation truncation, int maxTokens) {
        int[] tokens = prompt.tokens();
        int room = this.model.contextLength() - maxTokens;
        if (room < 1 && truncation.maxTokens() < 0) {
            throw new ServiceException(
                    ErrorKind.CONTEXT_LENGTH_EXCEEDED, "max_tokens must leave room for a prompt in this "
                            + "model's context of " + this.model.contextLength() + " tokens; given: " + maxTokens,
                    "max_tokens");
        }
        int kept = Math.min(tokens.length, (truncation.maxTokens() < 0) ? room : truncation.maxTokens());
        int from = (truncation.side() == Truncation.Side.LEFT) ? tokens.length - kept : 0;
        return prompt.slice(from, from + kept);
    }

    /**
     * The number of tokens to reserve for the output when the prompt is truncated. A
     * maximum that may be lowered leaves at least one token for the prompt.
     */
    int reserved(LengthOptions length) {
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
    int maxTokens(LengthOptions length, String field, int numPromptTokens) {
        Integer asked = length.maxTokens();
        int context = this.model.contextLength();
        int room = context - numPromptTokens;
        if (asked != null && asked <= room) {
            return asked;
        }
        if (room > 0 && (asked == null || length.clampMaxTokens())) {
            return (asked != null) ? room : length.total().maxTokens(numPromptTokens, length.minTokens(), room);
        }
        String total = (asked != null) ? " and " + length.maxTokensField() + " asks for " + asked + ": "
                + (numPromptTokens + (long) asked) + " in all" : "";
        throw new ServiceException(
                ErrorKind.CONTEXT_LENGTH_EXCEEDED, "this model's context is " + context + " tokens; "
                        + PromptField.inWords(field) + " has " + numPromptTokens + total,
                (room > 0) ? length.maxTokensField() : field);
    }

    /**
     * @throws ServiceException if the tokens exceed the context
     */
    void requireFits(String param, int numTokens) {
        if (numTokens > this.model.contextLength()) {
            throw new ServiceException(ErrorKind.CONTEXT_LENGTH_EXCEEDED, "this model's context is "
                    + this.model.contextLength() + " tokens; " + PromptField.inWords(param) + " has " + numTokens,
                    param);
        }
    }

    // In the OpenAI specification, a missing prompt generates as if from the beginning of
    // a new document.
    private int[] startOfText(String param) {
        int start = this.model.startTokenId()
            .orElseThrow(() -> ServiceException.invalid(param,
                    param + " must not be empty: this model has no start-of-text token"));
        return new int[] { start };
    }

}
