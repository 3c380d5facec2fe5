package io.inkwell.model.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What {@code config.json} says the checkpoint is: {@code model_type} is the network,
 * {@code architectures} the classes it was saved from. As in transformers, the first
 * decides and the second only tells a language model from a classifier.
 */
record ModelKind(JsonFields fields, List<String> architectures) {

    private static final String MODEL_TYPE = "model_type";

    private static final String ARCHITECTURES = "architectures";

    // Both are GPT2Config in transformers.
    private static final List<String> GPT2_TYPES = List.of("gpt2", "gpt-sw3");

    private static final Pattern CLASSIFIER = Pattern.compile("GPT2For\\w*(Classification|QuestionAnswering)");

    /** That of a config that does not name one. */
    static final ModelKind UNNAMED = of(JsonFields.none(Gpt2ConfigReader.FILE));

    static ModelKind of(JsonFields fields) {
        return new ModelKind(fields, fields.strings(ARCHITECTURES));
    }

    void requireGpt2() throws CheckpointException {
        if (!GPT2_TYPES.contains(this.fields.string(MODEL_TYPE, "gpt2"))) {
            throw this.fields.refusal(MODEL_TYPE,
                    "must be one of " + GPT2_TYPES + ": only the GPT-2 architecture is served");
        }
        boolean isOther = this.architectures.stream()
            .noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("gpt2"));
        if (!this.fields.contains(MODEL_TYPE) && !this.architectures.isEmpty() && isOther) {
            throw this.fields.refusal(ARCHITECTURES,
                    "must name a GPT-2 class where model_type is missing: only the GPT-2 architecture is served");
        }
    }

    /**
     * @param hasHead whether the weights have a language-model head of their own
     * @throws CheckpointException if the model is a classifier without one
     */
    void requireLanguageModel(boolean hasHead) throws CheckpointException {
        boolean isClassifier = !this.architectures.isEmpty()
                && this.architectures.stream().allMatch((name) -> CLASSIFIER.matcher(name).matches());
        if (isClassifier && !hasHead) {
            throw this.fields.refusal(ARCHITECTURES,
                    "names a classifier without a language-model head, which cannot generate text");
        }
    }

}
