package io.inkwell.openai;

import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import io.inkwell.completion.EncodedCompletion;
import io.inkwell.registry.LoadedModel;

/** Creates the metadata of responses. */
@Component
public class ResponseMetadataFactory {

    private final InstantSource clock;

    private final String version;

    ResponseMetadataFactory(InstantSource clock, @Value("${spring.application.version}") String version) {
        this.clock = clock;
        this.version = version;
    }

    public ResponseMetadata create(EncodedCompletion completion) {
        LoadedModel model = completion.model();
        return new ResponseMetadata(completion.id(), this.clock.instant().getEpochSecond(), model.name(),
                "inkwell-" + this.version + "-" + model.backend());
    }

}
