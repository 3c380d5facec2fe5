package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;

/** A folder with a LoRA adapter saved by PEFT. */
final class LoraFolder {

    static final String CONFIG = "adapter_config.json";

    /** The error for an adapter next to full weights. */
    static final String WITH_WEIGHTS = "is the config of an adapter, which is not applied to the weights of this "
            + "folder: move the adapter_* files to a folder in inkwell.adapters.dir, and select the adapter in "
            + "requests; or remove them to serve the base model";

    private LoraFolder() {
    }

    /**
     * @param config its {@code adapter_config.json}
     */
    static String problem(Path config) throws IOException {
        String base = baseModel(config);
        return "is a LoRA adapter of " + (base.isEmpty() ? "another model" : "\"" + base + "\"")
                + " without a base model: set the base model, and serve the adapter from inkwell.adapters.dir; "
                + "or merge both with java -jar inkwell.jar merge BASE ADAPTER OUTPUT, and set OUTPUT";
    }

    private static String baseModel(Path config) throws IOException {
        try {
            return PythonJson.MAPPER.readTree(Files.readAllBytes(config)).path("base_model_name_or_path").asString("");
        }
        catch (JacksonException ex) {
            return "";
        }
    }

}
