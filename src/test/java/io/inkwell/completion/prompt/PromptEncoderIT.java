package io.inkwell.completion.prompt;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.chat.ChatMessage;
import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PromptEncoderIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {{ raise_exception('no') }} | input
            no message                  | continue_final_message
            """)
    void errorNamesTheFieldThatCausedIt(String template, String param) throws IOException {
        Prompt chat = new Prompt.Chat(List.of(new ChatMessage(ChatMessage.Role.USER, "Who?", null)), false, true, false,
                Map.of());

        try (LoadedModel model = load(TemplateSource.of("the test", template))) {
            PromptEncoder encoder = new PromptEncoder(model);

            assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> encoder.encode("input", chat, null))
                .satisfies((rejection) -> assertThat(rejection.param()).isEqualTo(param));
        }
    }

    private static LoadedModel load(TemplateSource chatTemplate) throws IOException {
        ModelOptions options = new ModelOptions(WeightOptions.of(Precision.FLOAT32), 1, 32 << 20,
                new MemoryShares(Long.MAX_VALUE), 4, true, new SchedulerLimits(64, 16, 10), true, chatTemplate);
        return LoadedModel.load(ModelSource.of(ModelSource.EMBEDDED), options, Instant.EPOCH,
                (model) -> EngineListener.NONE, System::nanoTime);
    }

}
