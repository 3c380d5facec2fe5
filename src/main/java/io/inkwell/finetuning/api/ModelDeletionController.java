package io.inkwell.finetuning.api;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code DELETE /v1/models/{id}}: deletes a model that a job has made. */
@RestController
class ModelDeletionController {

    private final FineTuningCalls calls;

    ModelDeletionController(FineTuningCalls calls) {
        this.calls = calls;
    }

    @DeleteMapping("/v1/models/{id}")
    Mono<Deleted> delete(@PathVariable String id) {
        return this.calls.call((fineTuning) -> {
            fineTuning.models().delete(id);
            return Deleted.model(id);
        });
    }

}
