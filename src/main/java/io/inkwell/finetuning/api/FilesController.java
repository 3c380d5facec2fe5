package io.inkwell.finetuning.api;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.PageRequest;
import io.inkwell.finetuning.file.FilePurpose;
import io.inkwell.finetuning.file.StoredFile;

/** {@code /v1/files}: texts for training, and the figures of jobs. */
@RestController
class FilesController {

    private static final int MAX_LIMIT = 10_000;

    private static final int CHUNK_BYTES = 64 << 10;

    private final FineTuningCalls calls;

    FilesController(FineTuningCalls calls) {
        this.calls = calls;
    }

    @PostMapping("/v1/files")
    Mono<FileObject> upload(ServerWebExchange exchange) {
        return Mono.defer(() -> UploadBody.read(exchange.getRequest(), this.calls.get()))
            .map(FileObject::of)
            .onErrorMap(FineTuningCalls::isDatabase, FineTuningCalls::unavailable);
    }

    @GetMapping("/v1/files")
    Mono<ObjectList<FileObject>> list(@RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String order) {
        return this.calls.call((fineTuning) -> {
            PageRequest page = PageRequest.of(after, limit, order, MAX_LIMIT, MAX_LIMIT);
            return ObjectList.of(fineTuning.files().list(page, purpose(purpose)).map(FileObject::of), FileObject::id);
        });
    }

    private static @Nullable FilePurpose purpose(@Nullable String label) {
        return (label == null || label.isEmpty()) ? null
                : FilePurpose.of(label)
                    .orElseThrow(() -> ServiceException.invalid("purpose",
                            "purpose must be fine-tune or fine-tune-results; given: another string"));
    }

    @GetMapping("/v1/files/{id}")
    Mono<FileObject> file(@PathVariable String id) {
        return this.calls.call((fineTuning) -> FileObject.of(fineTuning.files().get(id)));
    }

    @DeleteMapping("/v1/files/{id}")
    Mono<Deleted> delete(@PathVariable String id) {
        return this.calls.call((fineTuning) -> {
            fineTuning.files().delete(id, fineTuning.jobs()::usesFile);
            return Deleted.file(id);
        });
    }

    /** Sends the bytes as a download, so that a browser does not show them as a page. */
    @GetMapping("/v1/files/{id}/content")
    Mono<Void> content(@PathVariable String id, ServerWebExchange exchange) {
        return this.calls.call((fineTuning) -> {
            StoredFile file = fineTuning.files().get(id);
            return new Content(file, fineTuning.files().path(file), Files.size(fineTuning.files().path(file)));
        }).flatMap((content) -> write(content, exchange.getResponse()));
    }

    private Mono<Void> write(Content content, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.setContentLength(content.numBytes());
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(content.file().id() + content.file().ending()).build());
        headers.set("X-Content-Type-Options", "nosniff");
        Flux<DataBuffer> bytes = DataBufferUtils
            .readByteChannel(() -> Files.newByteChannel(content.path()), response.bufferFactory(), CHUNK_BYTES)
            .subscribeOn(this.calls.get().scheduler());
        return response.writeWith(bytes);
    }

    private record Content(StoredFile file, Path path, long numBytes) {
    }

}
