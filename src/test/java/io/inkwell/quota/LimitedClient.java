package io.inkwell.quota;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

import org.springframework.test.context.DynamicPropertyRegistry;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.access.ApiKeySecret;

/** Sends requests with the API key of a test, whose secret contains its id. */
public record LimitedClient(ServiceClient service, String keyId) {

    /** Creates a client of a service on this machine. */
    public static LimitedClient of(int port, String keyId) {
        return new LimitedClient(new ServiceClient(port), keyId);
    }

    /** The settings of keys, each with the names and values of its limits. */
    public static List<String> settings(String... idsAndLimits) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < idsAndLimits.length; i++) {
            String[] parts = idsAndLimits[i].split(" ");
            String key = "inkwell.security.api-keys[" + i + "].";
            settings.add(key + "id=" + parts[0]);
            settings.add(key + "sha256=" + secret(parts[0]).sha256());
            settings.add(key + "scopes=inference,explain");
            for (int part = 1; part < parts.length; part++) {
                settings.add(key + "limits." + parts[part]);
            }
        }
        return settings;
    }

    static void register(DynamicPropertyRegistry registry, String... idsAndLimits) {
        for (String setting : settings(idsAndLimits)) {
            String[] parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
    }

    private static ApiKeySecret secret(String id) {
        return new ApiKeySecret("ink_" + id);
    }

    String authorization() {
        return "Bearer " + secret(this.keyId).text();
    }

    public Answer post(String path, String body) {
        return this.service.send(this.service.to(path)
            .header("Authorization", authorization())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
    }

}
