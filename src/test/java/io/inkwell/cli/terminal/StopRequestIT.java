package io.inkwell.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGINT to a task in a separate process. */
@DisabledOnOs(OS.WINDOWS)
class StopRequestIT {

    @Test
    void firstInterruptIsARequestAndTheSecondEndsTheProcess(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = JavaProcess.ofClass(folder, EndlessTask.class, List.of())
            .redirectOutput(out.toFile())
            .start();
        try {
            Awaitility.await().until(() -> Files.readString(out).equals("started\n"));

            interrupt(process);
            Awaitility.await().until(() -> Files.readString(out).equals("started\nrequested\ncontinues\n"));

            interrupt(process);
            assertThat(JavaProcess.exitCode(process)).isEqualTo(130);
        }
        finally {
            process.destroyForcibly();
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor()).isZero();
    }

    /** Never ends by itself. */
    static final class EndlessTask {

        private EndlessTask() {
        }

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch requested = new CountDownLatch(1);
            try (StopRequest stop = new StopRequest(() -> {
                System.out.println("requested");
                requested.countDown();
            })) {
                System.out.println("started");
                requested.await();
                System.out.println(stop.isMade() ? "continues" : "no request");
                TimeUnit.DAYS.sleep(1);
            }
        }

    }

}
