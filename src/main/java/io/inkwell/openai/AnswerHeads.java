package io.inkwell.openai;

import java.time.InstantSource;

import io.inkwell.completion.EncodedCompletion;
import io.inkwell.registry.LoadedModel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Dates answers and says what gave them. */
@Component
class AnswerHeads {

    private final InstantSource clock;

    private final String version;

    AnswerHeads(InstantSource clock, @Value("${spring.application.version}") String version) {
        this.clock = clock;
        this.version = version;
    }

    AnswerHead of(EncodedCompletion completion) {
        LoadedModel model = completion.model();
        return new AnswerHead(completion.id(), this.clock.instant().getEpochSecond(), model.name(),
                "inkwell-" + this.version + "-" + model.backend());
    }

}
