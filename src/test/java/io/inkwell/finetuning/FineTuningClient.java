package io.inkwell.finetuning;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Sends files and jobs to a service. */
final class FineTuningClient {

    static final String JOBS = "/v1/fine_tuning/jobs";

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private static final String BOUNDARY = "----parts";

    private final ServiceClient service;

    FineTuningClient(int port) {
        this.service = new ServiceClient(port);
    }

    ServiceClient service() {
        return this.service;
    }

    /** Rows that a small model learns in a few steps. */
    static String opposites() {
        return IntStream.range(0, 6).mapToObj((i) -> """
                {"prompt":"The opposite of hot is","completion":" cold."}
                {"prompt":"The opposite of big is","completion":" small."}
                """).collect(Collectors.joining());
    }

    Answer upload(String purpose, String filename, byte[] content) {
        return uploadPart(purpose, "; filename=\"%s\"".formatted(filename), content);
    }

    /**
     * @param attribute the file name in the header of the file; empty for none
     */
    Answer uploadPart(String purpose, String attribute, byte[] content) {
        String head = "--%s\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n%s\r\n--%s\r\n"
            .formatted(BOUNDARY, purpose, BOUNDARY)
                + "Content-Disposition: form-data; name=\"file\"%s\r\n\r\n".formatted(attribute);
        List<byte[]> body = List.of(head.getBytes(StandardCharsets.UTF_8), content,
                "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return this.service.send(this.service.to("/v1/files")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArrays(body))
            .build());
    }

    /** Uploads a file that must be accepted, and returns its id. */
    String file(String filename, String content) {
        Answer answer = upload("fine-tune", filename, content.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("id").stringValue();
    }

    /** Creates a job and returns its id. */
    String job(String file, String hyperparameters) {
        return job("default", file, hyperparameters);
    }

    String job(String model, String file, String hyperparameters) {
        return this.service
            .ask(JOBS,
                    """
                            {"model":"%s","training_file":"%s","seed":7,
                             "method":{"type":"supervised","supervised":{"hyperparameters":%s}}}""".formatted(model,
                            file, hyperparameters))
            .path("id")
            .stringValue();
    }

    JsonNode get(String path) {
        Answer answer = this.service.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    Answer delete(String path) {
        return this.service.send(HttpRequest.newBuilder(this.service.to(path).build().uri()).DELETE().build());
    }

    String status(String job) {
        return get(JOBS + "/" + job).path("status").stringValue();
    }

    /** Waits for the end of a job, and returns it. */
    JsonNode ended(String job) {
        await().until(() -> ENDED.contains(status(job)));
        return get(JOBS + "/" + job);
    }

    /** Waits for the end of a job, which must have made a model, and returns its name. */
    String modelOf(String job) {
        JsonNode ended = ended(job);
        assertThat(ended.path("status").stringValue()).as(ended.toString()).isEqualTo("succeeded");
        return ended.path("fine_tuned_model").stringValue();
    }

    /** The names of all models. */
    List<String> models() {
        return get("/v1/models").path("data").valueStream().map((model) -> model.path("id").stringValue()).toList();
    }

    /** The messages of a job, the oldest first. */
    List<String> messages(String job) {
        return get(JOBS + "/" + job + "/events?limit=1000").path("data")
            .valueStream()
            .map((event) -> event.path("message").stringValue())
            .collect(Collectors.collectingAndThen(Collectors.toList(), (list) -> {
                Collections.reverse(list);
                return list;
            }));
    }

    void awaitMessage(String job, String start) {
        await().until(() -> messages(job).stream().anyMatch((message) -> message.startsWith(start)));
    }

}
