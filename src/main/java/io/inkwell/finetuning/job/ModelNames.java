package io.inkwell.finetuning.job;

/**
 * Makes the names of models, as OpenAI does: {@code ft:gpt2:inkwell:poems:a1B2c3D4}. An
 * adapter is named after its base model, as all adapters are:
 * {@code gpt2:ft-poems-a1B2c3D4}.
 */
final class ModelNames {

    private static final String PREFIX = "ft:";

    private static final String ADAPTER_PREFIX = "ft-";

    private static final int ID_LENGTH = 8;

    private ModelNames() {
    }

    /**
     * The name of the model of a job. That of a model that starts from a fine-tuned one
     * names the first model of all.
     */
    static String of(Job job, String organization) {
        String model = job.model();
        String id = job.id().substring(job.id().length() - ID_LENGTH);
        String suffix = (job.request().suffix() != null) ? job.request().suffix() : "";
        if (job.isAdapter()) {
            return model + ":" + ADAPTER_PREFIX + (suffix.isEmpty() ? "" : suffix + "-") + id;
        }
        String base = model.startsWith(PREFIX) ? model.split(":", 3)[1] : model;
        return PREFIX + base + ":" + organization + ":" + suffix + ":" + id;
    }

}
