package io.inkwell.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

import io.inkwell.api.Dtype;
import io.inkwell.api.InkwellOptions;

/**
 * The settings of a program, under the names that they have in the service.
 *
 * @param model {@code embedded}, a folder with a Hugging Face GPT-2 checkpoint, or the id
 * of a model of the Hugging Face hub.
 * @param device Device that runs the model: {@code auto}, {@code cpu}, or a CUDA device.
 * @param precision Precision of the weights.
 * @param threads Number of threads; 0 uses all cores.
 * @param kvCache Memory for keys and values.
 */
@ConfigurationProperties("inkwell")
record LibraryProperties(@DefaultValue("embedded") String model, @Name("devices") @DefaultValue("auto") String device,
        @DefaultValue("auto") Dtype precision, @DefaultValue("0") int threads, @DefaultValue KvCache kvCache) {

    /** The options of the model. */
    InkwellOptions options() {
        DataSize size = this.kvCache.size();
        return InkwellOptions.builder()
            .device(this.device)
            .dtype(this.precision)
            .threads(this.threads)
            .kvCacheBytes((size != null) ? size.toBytes() : 0)
            .build();
    }

    /**
     * @param size Memory for keys and values. Defaults to a quarter of the machine's
     * available memory or of the container's limit, whichever is smaller.
     */
    record KvCache(@Nullable DataSize size) {
    }

}
