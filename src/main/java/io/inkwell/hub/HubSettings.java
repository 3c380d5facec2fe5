package io.inkwell.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.FileNames;

/**
 * The settings of {@code huggingface_hub}, from the same environment variables.
 *
 * @param endpoint the address of the hub, without a slash at its end
 * @param token the access token; null for anonymous access
 * @param cache the folder with a {@code models--owner--name} folder per repository
 * @param offline whether only the cache is used
 * @param proxies the proxies of the network
 */
public record HubSettings(URI endpoint, @Nullable String token, Path cache, boolean offline, HubProxies proxies) {

    private static final String ENDPOINT = "https://huggingface.co";

    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * The settings of this process.
     * @throws HubException if a variable is invalid
     */
    public static HubSettings ofEnvironment() throws HubException {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * @param home the home folder of the user
     * @throws HubException if a variable is invalid
     */
    public static HubSettings of(Map<String, String> environment, Path home) throws HubException {
        Variables variables = new Variables(environment, home);
        Path caches = variables.path("XDG_CACHE_HOME", FileNames.path("~/.cache", home));
        Path hubHome = variables.path("HF_HOME", caches.resolve("huggingface"));
        Path cache = variables.path("HF_HUB_CACHE", variables.path("HUGGINGFACE_HUB_CACHE", hubHome.resolve("hub")));
        String offline = variables.get("HF_HUB_OFFLINE", variables.get("TRANSFORMERS_OFFLINE", ""));
        String token = variables.get("HF_TOKEN", variables.get("HUGGING_FACE_HUB_TOKEN", ""));
        if (token.isEmpty()) {
            token = read(variables.path("HF_TOKEN_PATH", hubHome.resolve("token")));
        }
        return new HubSettings(endpoint(variables.get("HF_ENDPOINT", ENDPOINT)), token.isEmpty() ? null : token(token),
                cache, TRUE.contains(offline.toUpperCase(Locale.ROOT)), HubProxies.of(environment));
    }

    private static URI endpoint(String value) throws HubException {
        try {
            URI endpoint = URI.create(value.replaceFirst("/+$", ""));
            if (endpoint.getHost() != null && SCHEMES.contains(endpoint.getScheme())
                    && endpoint.getRawUserInfo() == null && endpoint.getRawQuery() == null) {
                return endpoint;
            }
        }
        catch (IllegalArgumentException ex) {
            // Reported below.
        }
        throw new HubException("HF_ENDPOINT must be an http or https address such as " + ENDPOINT
                + ", without a user or a query; given: \"" + value + "\"");
    }

    private static String token(String token) throws HubException {
        if (!token.chars().allMatch((character) -> character > ' ' && character < '\u007f')) {
            throw new HubException("HF_TOKEN has characters that no token has: copy it again from "
                    + "https://huggingface.co/settings/tokens");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        }
        catch (IOException ex) {
            // As without the file: public models need no token.
            return "";
        }
    }

    /** Without the token and the user of a proxy. */
    @Override
    public String toString() {
        return "HubSettings[endpoint=%s, cache=%s, offline=%s]".formatted(this.endpoint, this.cache, this.offline);
    }

    /** An empty variable counts as missing. */
    private record Variables(Map<String, String> environment, Path home) {

        String get(String name, String otherwise) {
            String value = this.environment.getOrDefault(name, "").strip();
            return value.isEmpty() ? otherwise : value;
        }

        Path path(String name, Path otherwise) throws HubException {
            String value = get(name, "");
            Optional<String> problem = FileNames.problem(value);
            if (problem.isPresent()) {
                throw new HubException(name + ": " + problem.get());
            }
            return value.isEmpty() ? otherwise : FileNames.path(value, this.home);
        }

    }

}
