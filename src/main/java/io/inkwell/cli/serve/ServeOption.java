package io.inkwell.cli.serve;

/**
 * Settings with an option of {@code serve}. To add an option, add a constant.
 */
enum ServeOption {

    // @formatter:off
    PORT("--port", "server.port", "<port>", "Port to listen on, 0 for any free port. Default: 8080."),
    HOST("--host", "server.address", "<address>", "Address to listen on. Default: all interfaces (0.0.0.0), "
            + "or loopback if no API key is configured."),
    MODEL("--model", "inkwell.model", "<model>", "Folder with a GPT-2 checkpoint, or the id of a model of the "
            + "Hugging Face hub, which is downloaded. Default: embedded, the model in the jar."),
    SERVED_MODEL_NAME("--served-model-name", "inkwell.served-model-name", "<names>",
            "Names of the model, separated by commas. Default: the id, or the folder's name."),
    PRECISION("--precision", "inkwell.precision", "<precision>", "auto (default), float32, float16, bfloat16 or int8."),
    API_KEYS_FILE("--api-keys-file", "inkwell.security.api-keys-file", "<file>",
            "YAML file of API keys, as printed by \"inkwell keys create\".");
    // @formatter:on

    private final String option;

    private final String setting;

    private final String label;

    private final String description;

    ServeOption(String option, String setting, String label, String description) {
        this.option = option;
        this.setting = setting;
        this.label = label;
        this.description = description;
    }

    String option() {
        return this.option;
    }

    /** The name of the setting. */
    String setting() {
        return this.setting;
    }

    String label() {
        return this.label;
    }

    String description() {
        return this.description + " Sets " + this.setting + ".";
    }

}
