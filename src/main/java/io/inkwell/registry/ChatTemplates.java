package io.inkwell.registry;

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
     * @throws ChatTemplateException if that of the options is not valid
     */
    static ChatTemplate choose(String model, TokenizerConfig config, ModelOptions options, SpecialTokens tokens)
            throws ChatTemplateException {
        TemplateSource own = config.template();
        if (options.chatTemplate() != null || own == null) {
            return ChatTemplate.of(config.template(options), tokens);
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
