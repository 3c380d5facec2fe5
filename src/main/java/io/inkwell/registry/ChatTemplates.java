package io.inkwell.registry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

/** The template that the chats of a model are written in. */
final class ChatTemplates {

    private static final Logger logger = LoggerFactory.getLogger(ChatTemplates.class);

    private ChatTemplates() {
    }

    /**
     * That of the options, else the model's own, else the plain transcript. If the
     * model's own is not valid, the model cannot chat, and does all else.
     * @param own the template that the model brings, null if it brings none
     * @throws ChatTemplateException if that of the options is not valid
     */
    static ChatTemplate choose(String model, @Nullable TemplateSource own, ModelOptions options, SpecialTokens tokens)
            throws ChatTemplateException {
        if (options.chatTemplate() != null) {
            return ChatTemplate.of(options.chatTemplate(), tokens);
        }
        if (own == null) {
            return ChatTemplate.of(TemplateSource.TRANSCRIPT, tokens);
        }
        try {
            return ChatTemplate.of(own, tokens);
        }
        catch (ChatTemplateException ex) {
            logger.warn("Chat is disabled for {}: {}", model, ex.getMessage());
            return ChatTemplate.unusable(own, tokens, ex);
        }
    }

}
