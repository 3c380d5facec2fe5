package io.inkwell.autoconfigure;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Inkwell;
import io.inkwell.springai.InkwellChatModel;
import io.inkwell.springai.InkwellEmbeddingModel;

/**
 * Offers the model to Spring AI, unless the program has other models. Comes last, because
 * those may be configured automatically, too.
 */
@AutoConfiguration(after = InkwellAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(ChatModel.class)
@ConditionalOnBean(Inkwell.class)
public final class SpringAiAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(ChatModel.class)
    InkwellChatModel inkwellChatModel(Inkwell inkwell) {
        return new InkwellChatModel(inkwell, CompletionOptions.DEFAULT);
    }

    @Bean
    @ConditionalOnMissingBean(EmbeddingModel.class)
    InkwellEmbeddingModel inkwellEmbeddingModel(Inkwell inkwell) {
        return new InkwellEmbeddingModel(inkwell);
    }

}
