package io.inkwell.studio;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** One property removes the studio and nothing else. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "inkwell.studio.enabled=false")
class StudioOffIT {

    private final ServiceClient service;

    StudioOffIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void pageAndAssetsAreNotFound() throws Exception {
        Answer nothing = this.service.get("/nothing");

        Answer asset = this.service.get("/studio/" + StudioFiles.read().version() + "/studio.css");

        assertThat(asset.status()).isEqualTo(404);
        assertThat(asset.error()).isEqualTo(nothing.error());
        // Only POST / remains.
        assertThat(this.service.get("/").status()).isEqualTo(405);
    }

    @Test
    void otherPagesStay() {
        assertThat(this.service.get("/docs").status()).isEqualTo(200);
    }

}
