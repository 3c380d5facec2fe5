package io.inkwell.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Checks the readiness of the service in the same container, for images without a shell
 * or curl. A separate program rather than a command: a probe that runs every few seconds
 * should load 50 classes, not 5,000.
 */
public final class HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final String DEFAULT_PORT = "8080";

    private HealthCheck() {
    }

    /**
     * Exits with 0 if the service is ready, otherwise with 1.
     * @param args the URL to request; defaults to {@code /readyz} at {@code SERVER_PORT}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out));
    }

    static int run(String[] args, Map<String, String> environment, PrintStream out) {
        URI address = (args.length > 0) ? URI.create(args[0]) : URI
            .create("http://127.0.0.1:%s/readyz".formatted(environment.getOrDefault("SERVER_PORT", DEFAULT_PORT)));
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            int status = connection.getResponseCode();
            out.println(address + ": " + status);
            return (status == HttpURLConnection.HTTP_OK) ? 0 : 1;
        }
        catch (IOException ex) {
            out.println(address + ": " + ex.getMessage());
            return 1;
        }
    }

}
