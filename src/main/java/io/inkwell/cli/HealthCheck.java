package io.inkwell.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Asks the service of this container whether it is ready, as an image without a shell or
 * curl must. It is a program of its own and no command of the other: whoever asks every
 * few seconds should start 50 classes and not 5,000.
 */
public final class HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final String DEFAULT_PORT = "8080";

    private HealthCheck() {
    }

    /**
     * Ends with 0 if the service is ready, else with 1.
     * @param args the address to ask, or none for {@code /readyz} at {@code SERVER_PORT}
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
