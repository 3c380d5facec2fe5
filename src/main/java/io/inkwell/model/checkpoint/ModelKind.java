package io.inkwell.model.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kind of model that {@code config.json} declares: {@code model_type} is the
 * architecture, {@code architectures} the classes that saved the checkpoint. As in
 * transformers, the first one decides; the second only distinguishes language models from
 * classifiers.
 */
record ModelKind(JsonFields fields, List<String> architectures) {

    private static final String MODEL_TYPE = "model_type";

    private static final String AUTO_MAP = "auto_map";

    private static final String ARCHITECTURES = "architectures";

    // Both use GPT2Config in transformers.
    private static final List<String> GPT2_TYPES = List.of("gpt2", "gpt-sw3");

    private static final Pattern CLASSIFIER = Pattern.compile("GPT2For\\w*(Classification|QuestionAnswering)");

    /** For a config that declares no model type. */
    static final ModelKind UNNAMED = of(JsonFields.none(Checkpoint.CONFIG_FILE));

    static ModelKind of(JsonFields fields) {
        return new ModelKind(fields, fields.strings(ARCHITECTURES));
    }

    void requireGpt2() throws CheckpointException {
        if (!GPT2_TYPES.contains(this.fields.string(MODEL_TYPE, "gpt2"))) {
            String code = this.fields.isSet(AUTO_MAP) ? ", and the Python code of auto_map is not run" : "";
            throw this.fields.rejection(MODEL_TYPE,
                    "must be one of " + GPT2_TYPES + ": only the GPT-2 architecture is supported" + code);
        }
        boolean isOther = this.architectures.stream()
            .noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("gpt2"));
        if (!this.fields.contains(MODEL_TYPE) && !this.architectures.isEmpty() && isOther) {
            throw this.fields.rejection(ARCHITECTURES,
                    "must name a GPT-2 class if model_type is missing: only the GPT-2 architecture is supported");
        }
    }

    /**
     * Requires a language model.
     * @param hasHead whether the weights include a separate language-model head
     * @throws CheckpointException if the model is a classifier without one
     */
    void requireLanguageModel(boolean hasHead) throws CheckpointException {
        boolean isClassifier = !this.architectures.isEmpty()
                && this.architectures.stream().allMatch((name) -> CLASSIFIER.matcher(name).matches());
        if (isClassifier && !hasHead) {
            throw this.fields.rejection(ARCHITECTURES,
                    "names a classifier without a language-model head, which cannot generate text");
        }
    }

}
