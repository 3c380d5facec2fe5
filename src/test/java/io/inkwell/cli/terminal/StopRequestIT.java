package io.inkwell.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals to a task in a separate process. */
@DisabledOnOs(OS.WINDOWS)
class StopRequestIT {

    @ParameterizedTest
    @CsvSource({ "INT, INT, 130", "TERM, INT, 130", "INT, TERM, 143", "TERM, TERM, 143" })
    void firstSignalIsARequestAndTheSecondEndsTheProcess(String first, String second, int exitCode,
            @TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = JavaProcess.ofClass(folder, EndlessTask.class, List.of())
            .redirectOutput(out.toFile())
            .start();
        try {
            Awaitility.await().until(() -> Files.readString(out).equals("started\n"));

            send(first, process);
            Awaitility.await().until(() -> Files.readString(out).equals("started\nrequested\ncontinues\n"));

            send(second, process);
            assertThat(JavaProcess.exitCode(process)).isEqualTo(exitCode);
        }
        finally {
            process.destroyForcibly();
        }
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
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
