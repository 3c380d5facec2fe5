package io.inkwell.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The setting that makes the API key a part of each cache salt. */
@WithApiKeys
class SaltByKeyIT {

    private final ServiceClient service;

    SaltByKeyIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void clientsShareCachedPrefixesOnlyWithThemselves() {
        assertThat(numCached("ink_client", "null")).isZero();
        assertThat(numCached("ink_guest", "null")).isZero();
        assertThat(numCached("ink_client", "null")).isEqualTo(39);
        assertThat(numCached("ink_client", "\"a\"")).isZero();
        assertThat(numCached("ink_guest", "\"a\"")).isZero();
        assertThat(numCached("ink_guest", "\"a\"")).isEqualTo(39);
    }

    private int numCached(String secret, String salt) {
        String body = "{\"prompt\": %s, \"max_tokens\": 2, \"cache_salt\": %s}"
            .formatted(IntStream.range(1, 41).boxed().toList(), salt);
        Answer answer = this.service.send(this.service.to("/v1/completions")
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/usage/prompt_tokens_details/cached_tokens").intValue();
    }

}
