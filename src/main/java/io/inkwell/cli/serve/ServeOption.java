package io.inkwell.cli.serve;

/**
 * The settings of the service that {@code serve} has an option for. A new one needs a row
 * here and nothing else.
 */
enum ServeOption {

    // @formatter:off
    PORT("--port", "server.port", "<port>", "Port to listen on, 8080 by default; 0 for any free port."),
    HOST("--host", "server.address", "<address>", "Address to listen on, such as 0.0.0.0 for all interfaces. By default all, "
            + "but the loopback address where no API key is required."),
    MODEL("--model", "inkwell.model", "<folder>", "Folder with a GPT-2 checkpoint; the embedded model by default."),
    SERVED_MODEL_NAME("--served-model-name", "inkwell.served-model-name", "<names>",
            "Names of the model in requests, with commas between them; by default the folder's name."),
    PRECISION("--precision", "inkwell.precision", "<precision>", "One of auto (the default), float32, float16, bfloat16 and int8."),
    API_KEYS_FILE("--api-keys-file", "inkwell.security.api-keys-file", "<file>", "YAML file of API keys, as \"inkwell keys create\" prints them.");
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

    /** The name of the setting that it sets. */
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
