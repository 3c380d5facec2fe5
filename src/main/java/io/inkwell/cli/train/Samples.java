package io.inkwell.cli.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.cli.local.LocalService;
import io.inkwell.completion.CompletionService;
import io.inkwell.openai.CompletionJson;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

/** Completes prompts with the models before and after training, in the service. */
final class Samples {

    private static final String AFTER = "after";

    private static final String BEFORE = "before";

    private static final int TOP_K = 50;

    private final ConfigurableApplicationContext context;

    private final int maxTokens;

    private Samples(ConfigurableApplicationContext context, int maxTokens) {
        this.context = context;
        this.maxTokens = maxTokens;
    }

    /**
     * Completes each prompt greedily, and by sampling with a seed.
     * @param before the location of the model before training; null if it knew nothing
     * @param after the location of the trained model
     */
    static List<Sample> take(LocalService service, @Nullable String before, String after, SampleOptions options,
            long seed) throws IOException {
        List<String> prompts = options.prompts();
        if (prompts.isEmpty() || options.maxTokens() == 0) {
            return List.of();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        // Both are given, because variables of the environment may set them.
        settings.put("inkwell.model", "embedded");
        settings.put("inkwell.kv-cache.size", "1MB");
        addModel(settings, 0, AFTER, after);
        if (before != null) {
            addModel(settings, 1, BEFORE, before);
        }
        List<Sample> samples = new ArrayList<>();
        try (ConfigurableApplicationContext context = service.startQuietly(settings)) {
            Samples models = new Samples(context, options.maxTokens());
            Map<String, Object> greedy = Map.of("temperature", 0);
            Map<String, Object> sampled = Map.of("top_k", TOP_K, "seed", seed);
            for (String prompt : prompts) {
                samples.add(models.sample(prompt, "greedy", greedy, before != null));
                samples.add(models.sample(prompt, "top-k " + TOP_K + ", seed " + seed, sampled, before != null));
            }
        }
        return samples;
    }

    private static void addModel(Map<String, String> settings, int index, String name, String location) {
        settings.put("inkwell.models[%d].name".formatted(index), name);
        settings.put("inkwell.models[%d].source".formatted(index), location);
    }

    private Sample sample(String prompt, String decoding, Map<String, Object> fields, boolean hasBefore) {
        return new Sample(prompt, decoding, hasBefore ? complete(BEFORE, prompt, fields) : null,
                complete(AFTER, prompt, fields));
    }

    private String complete(String model, String prompt, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("prompt", prompt);
        try (ModelUse use = this.context.getBean(ModelRegistry.class).use(model)) {
            LoadedModel loaded = use.model();
            // A new model may have a context that is shorter than the prompt.
            int numTokens = Math.min(this.maxTokens, loaded.contextLength() / 2);
            body.put("max_tokens", numTokens);
            body.put("truncate_prompt_tokens", loaded.contextLength() - numTokens);
            CompletionService completions = this.context.getBean(CompletionService.class);
            return Objects
                .requireNonNull(this.context.getBean(CompletionJson.class)
                    .read(loaded, JsonMapper.shared().writeValueAsBytes(body))
                    .flatMap((request) -> completions.encode(loaded, request))
                    .flatMap(completions::complete)
                    .block())
                .choices()
                .get(0)
                .text();
        }
    }

}
