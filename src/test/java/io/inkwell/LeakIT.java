package io.inkwell;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.djl.ndarray.NativeResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Memory use does not grow with the number of requests. */
@InkwellService
class LeakIT {

    private static final int AT_ONCE = 25;

    /** The size of one allocation of Netty's pools. */
    private static final long CHUNK = 4 << 20;

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Test
    void memoryDoesNotGrowWithRequests() {
        serve(500);
        Holdings afterFiveHundred = Holdings.now();
        serve(1500);
        Holdings afterTwoThousand = Holdings.now();
        assertThat(afterTwoThousand.nativeResources()).isEqualTo(afterFiveHundred.nativeResources());
        assertThat(afterTwoThousand.directBuffers()).isLessThanOrEqualTo(afterFiveHundred.directBuffers() + CHUNK);
        assertThat(afterTwoThousand.pooledBuffers()).isLessThanOrEqualTo(afterFiveHundred.pooledBuffers() + CHUNK);
    }

    private void serve(int numRequests) {
        ServiceClient client = new ServiceClient(this.port);
        for (int served = 0; served < numRequests; served += AT_ONCE) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(client.postAsync(body(served + i)));
            }
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.join().status()).isEqualTo(200);
            }
        }
        Awaitility.await()
            .untilAsserted(() -> assertThat(this.meters.get("inkwell.kv.usage").gauge().value()).isZero());
    }

    private static String body(int index) {
        String what = switch (index % 5) {
            case 0 -> "\"stream\": true";
            case 1 -> "\"logprobs\": 3, \"echo\": true";
            case 2 -> "\"n\": 2, \"temperature\": 1";
            case 3 -> "\"use_beam_search\": true, \"num_beams\": 3, \"n\": 1";
            default -> "\"temperature\": 0";
        };
        return "{\"prompt\": \"Request %d of many\", \"max_tokens\": 6, %s}".formatted(index % 40, what);
    }

    private record Holdings(int nativeResources, long directBuffers, long pooledBuffers) {

        static Holdings now() {
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter((pool) -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
            return new Holdings(NativeResources.count(), direct,
                    PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
        }

    }

}
