package io.inkwell.cli.bench;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.cli.local.ServiceOptions;
import io.inkwell.error.ServiceException;

/** Options that select the server or model to benchmark. */
final class TargetOptions {

    private static final String DEFAULT_URL = "http://localhost:8080";

    @Option(names = "--url", paramLabel = "<url>",
            description = "URL of an OpenAI-compatible server. Default: " + DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(names = "--api-key", paramLabel = "<key>", description = "API key, sent as a bearer token.")
    private @Nullable String apiKey;

    @Option(names = "--timeout", paramLabel = "<seconds>",
            description = "Fail a request after this time without data. Default: ${DEFAULT-VALUE}.")
    private int timeout = 600;

    @Option(names = "--offline", description = "Load the model into this process and bypass HTTP.")
    private boolean offline;

    @Option(names = "--model", paramLabel = "<name>",
            description = { "Model to request. Default: the first model that the server lists.",
                    "With --offline: folder with a GPT-2 checkpoint, or the id of a model of the Hugging Face hub. "
                            + "Default: the embedded model." })
    private @Nullable String model;

    @Option(names = ServiceOptions.DEBUG, description = "Show the log and stack traces.")
    private boolean debug;

    boolean isOffline() {
        if (this.offline && (this.url != null || this.apiKey != null)) {
            String option = (this.url != null) ? "--url" : "--api-key";
            throw ServiceException.invalid(option, option + " cannot be combined with --offline");
        }
        return this.offline;
    }

    URI url() {
        String given = (this.url != null) ? this.url : DEFAULT_URL;
        try {
            URI url = new URI(given);
            ServiceException.require(
                    ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                    "--url", "an address such as " + DEFAULT_URL, given);
            return url;
        }
        catch (URISyntaxException ex) {
            throw ServiceException.invalid("--url",
                    "--url must be an address such as " + DEFAULT_URL + "; given: " + given);
        }
    }

    @Nullable String apiKey() {
        return this.apiKey;
    }

    Duration timeout() {
        ServiceException.require(this.timeout >= 1, "--timeout", "at least 1", this.timeout);
        return Duration.ofSeconds(this.timeout);
    }

    @Nullable String model() {
        return this.model;
    }

    /** Settings of the model in this process. */
    Map<String, String> settings() {
        return ServiceOptions.settings(this.model, this.debug);
    }

}
