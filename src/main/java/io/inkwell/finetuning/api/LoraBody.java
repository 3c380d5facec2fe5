package io.inkwell.finetuning.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.job.LoraParameters;

/** The options of an adapter in a request. They are not OpenAI's. */
record LoraBody(@Nullable Integer rank, @Nullable Double alpha, @Nullable Double dropout,
        @Nullable List<String> targets, @Nullable Boolean rslora) {

    LoraParameters toOptions() {
        if (this.rank == null) {
            throw ServiceException.invalid(LoraParameters.FIELD + ".rank",
                    LoraParameters.FIELD + ".rank is required: an integer");
        }
        return new LoraParameters(this.rank, this.alpha, this.dropout, this.targets, this.rslora);
    }

}
