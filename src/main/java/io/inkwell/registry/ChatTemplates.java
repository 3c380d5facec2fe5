package io.inkwell.registry;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;

/** Selects the chat template of a model. */
final class ChatTemplates {

    private static final Logger logger = LoggerFactory.getLogger(ChatTemplates.class);

    private ChatTemplates() {
    }

    /**
     * The configured template, or the model's own, or the plain transcript. If the
     * model's own template is invalid, only chat is disabled.
     * @param own the template of the model, null if it has none
     * @throws ChatTemplateException if the configured template is invalid
     */
    static ChatTemplate choose(String model, @Nullable TemplateSource own, ModelOptions options, SpecialTokens tokens)
            throws ChatTemplateException {
        Clock clock = Clock.systemDefaultZone();
        if (options.chatTemplate() != null) {
            return ChatTemplate.of(options.chatTemplate(), tokens, clock);
        }
        if (own == null) {
            return ChatTemplate.of(TemplateSource.TRANSCRIPT, tokens, clock);
        }
        try {
            return ChatTemplate.of(own, tokens, clock);
        }
        catch (ChatTemplateException ex) {
            logger.warn("Chat is disabled for {}: {}", model, ex.getMessage());
            return ChatTemplate.unusable(own, tokens, ex);
        }
    }

}
