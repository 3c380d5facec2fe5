package io.inkwell.cli.bench;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.inkwell.cli.local.ServiceOptions;
import io.inkwell.error.ServiceException;

/** What a load is put on. */
final class TargetOptions {

    private static final String DEFAULT_URL = "http://localhost:8080";

    @Option(names = "--url", paramLabel = "<url>",
            description = "Where an OpenAI-compatible server listens; " + DEFAULT_URL + " unless given.")
    private @Nullable String url;

    @Option(names = "--api-key", paramLabel = "<key>", description = "Sent as a bearer token.")
    private @Nullable String apiKey;

    @Option(names = "--timeout", paramLabel = "<seconds>",
            description = "A request fails when nothing comes for so long; ${DEFAULT-VALUE} unless given.")
    private int timeout = 600;

    @Option(names = "--offline", description = "Load the model into this process, and leave HTTP out.")
    private boolean offline;

    @Option(names = "--model", paramLabel = "<name>",
            description = { "The model to ask for; the first that the server names unless given.",
                    "With --offline a folder with a GPT-2 checkpoint; the embedded model unless given." })
    private @Nullable String model;

    @Option(names = ServiceOptions.DEBUG, description = "Show the log, and where a failure comes from.")
    private boolean debug;

    boolean isOffline() {
        if (this.offline && (this.url != null || this.apiKey != null)) {
            String option = (this.url != null) ? "--url" : "--api-key";
            throw ServiceException.invalid(option, option + " must not be given beside --offline");
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

    /** The settings of a model in this process. */
    Map<String, String> settings() {
        return ServiceOptions.settings(this.model, this.debug);
    }

}
