package io.inkwell.finetuning.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.file.StoredFile;
import io.inkwell.finetuning.file.Upload;

/**
 * Reads the body of an upload: {@code multipart/form-data} with the parts {@code purpose}
 * and {@code file}. Writes the file to the disk while it arrives, on a thread of the
 * scheduler, and reads the client only as fast as it writes.
 */
final class UploadBody {

    private static final Logger logger = LoggerFactory.getLogger(UploadBody.class);

    private static final String FILE = "file";

    private static final String PURPOSE = "purpose";

    private static final int MAX_FIELD_BYTES = 1024;

    private static final int MAX_HEADER_BYTES = 10 << 10;

    private static final long MAX_DISCARDED = 64 << 20;

    /** About what an empty part has. */
    private static final int PART_BYTES = 100;

    /** What a body has besides the file. */
    private static final long MAX_OTHER_BYTES = 1 << 20;

    /** Parts that wait for the disk. */
    private static final int PREFETCH = 8;

    private static final PartEventHttpMessageReader READER = reader();

    private static final ResolvableType PART = ResolvableType.forClass(PartEvent.class);

    private final Upload upload;

    private final Sinks.Empty<DataBuffer> abort = Sinks.empty();

    private @Nullable String part;

    private volatile @Nullable ServiceException failure;

    private long numDiscarded;

    private UploadBody(Upload upload) {
        this.upload = upload;
    }

    private static PartEventHttpMessageReader reader() {
        PartEventHttpMessageReader reader = new PartEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_FIELD_BYTES);
        reader.setMaxHeadersSize(MAX_HEADER_BYTES);
        return reader;
    }

    /** Stores the file of a request. */
    static Mono<StoredFile> read(ServerHttpRequest request, FineTuning fineTuning) {
        if (!isMultipart(request)) {
            return Mono.error(new ServiceException(ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Type header must be multipart/form-data, with the parts purpose and file"));
        }
        if (request.getHeaders().getContentLength() > fineTuning.files().maxFileBytes() + MAX_OTHER_BYTES) {
            return Mono.error(fineTuning.files()::tooLarge);
        }
        return Mono.fromCallable(fineTuning.files()::upload)
            .subscribeOn(fineTuning.scheduler())
            .flatMap((upload) -> new UploadBody(upload).store(request, fineTuning)
                .doFinally((signal) -> fineTuning.scheduler().schedule(() -> close(upload))));
    }

    private static boolean isMultipart(ServerHttpRequest request) {
        try {
            MediaType type = request.getHeaders().getContentType();
            return type != null && type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA);
        }
        catch (InvalidMediaTypeException ex) {
            return false;
        }
    }

    private Mono<StoredFile> store(ServerHttpRequest request, FineTuning fineTuning) {
        UploadPace pace = new UploadPace(fineTuning.uploadTimeout(), System::nanoTime);
        return READER.read(PART, new UploadRequest(request, this.abort.asMono()), Map.of())
            .timeout(Mono.delay(fineTuning.uploadTimeout()),
                    (event) -> Mono.delay(pace.after(event.content().readableByteCount())),
                    Mono.error(() -> late(fineTuning)))
            .publishOn(fineTuning.scheduler(), PREFETCH)
            .doOnNext(this::add)
            .then(Mono.fromCallable(this::finish).subscribeOn(fineTuning.scheduler()))
            .onErrorMap(IllegalArgumentException.class, UploadBody::malformed)
            .onErrorMap(DataBufferLimitException.class, UploadBody::tooLong)
            // The parser fails as well, because the body ends early.
            .onErrorMap((thrown) -> (this.failure != null) ? this.failure : thrown);
    }

    private StoredFile finish() throws IOException {
        if (this.failure != null) {
            throw this.failure;
        }
        return this.upload.finish();
    }

    private static ServiceException malformed(Throwable cause) {
        return new ServiceException(ErrorKind.INVALID_REQUEST,
                "the body must have parts with valid headers; given: a part with other headers", "body", cause);
    }

    /** Most likely a file without a filename, which the parser takes for a field. */
    private static ServiceException tooLong(Throwable cause) {
        return new ServiceException(ErrorKind.INVALID_REQUEST,
                "file must be a part of the body with a filename; a part without one must have at most "
                        + MAX_FIELD_BYTES + " bytes, and the headers of a part at most " + MAX_HEADER_BYTES
                        + "; given: more",
                FILE, cause);
    }

    private static ServiceException late(FineTuning fineTuning) {
        return new ServiceException(ErrorKind.REQUEST_TIMEOUT,
                "the body must arrive without a pause of " + fineTuning.uploadTimeout().toSeconds()
                        + " s, inkwell.limits.body-timeout, and after that time with a mean speed of at least "
                        + UploadPace.MIN_BYTES_PER_SECOND + " bytes per second");
    }

    /**
     * Writes a part, and keeps its failure. The rest of the body is discarded, so that
     * the client can read the response, and a large one ends early.
     */
    private void add(PartEvent event) {
        try {
            if (this.failure == null) {
                write(event);
            }
            else {
                discard(event);
            }
        }
        catch (ServiceException ex) {
            this.failure = ex;
        }
        catch (IOException ex) {
            this.failure = new ServiceException(ErrorKind.GENERATION_FAILED, "the file cannot be stored", FILE, ex);
        }
    }

    /** Reads the rest of a small body, so that the parser ends as usual. */
    private void discard(PartEvent event) {
        this.numDiscarded += Math.max(PART_BYTES, event.content().readableByteCount());
        if (this.numDiscarded > MAX_DISCARDED) {
            this.abort.tryEmitEmpty();
        }
    }

    private void write(PartEvent event) throws IOException {
        boolean isFirst = this.part == null;
        String name = String.valueOf(event.headers().getContentDisposition().getName());
        this.part = event.isLast() ? null : name;
        switch (name) {
            case FILE -> addToFile(event, isFirst, event.content());
            case PURPOSE -> this.upload.setPurpose(value(event));
            default -> throw ServiceException.invalid("body",
                    "the body must have only the parts purpose and file; given: another part");
        }
    }

    private void addToFile(PartEvent event, boolean isFirst, DataBuffer content) throws IOException {
        if (isFirst) {
            this.upload.start((event instanceof FilePartEvent file) ? file.filename() : null);
        }
        try (DataBuffer.ByteBufferIterator buffers = content.readableByteBuffers()) {
            while (buffers.hasNext()) {
                ByteBuffer bytes = buffers.next();
                this.upload.add(bytes);
            }
        }
    }

    private static String value(PartEvent event) {
        ServiceException.require(event instanceof FormPartEvent, PURPOSE, "a field without a filename", "a file");
        return (event instanceof FormPartEvent field) ? field.value() : "";
    }

    private static void close(Upload upload) {
        try {
            upload.close();
        }
        catch (IOException ex) {
            logger.warn("Cannot delete an upload that has ended", ex);
        }
    }

    /**
     * A request whose body may end early, and is on the heap. A parser that is cancelled
     * between its operators releases some pooled buffers twice and others never.
     */
    private static final class UploadRequest extends ServerHttpRequestDecorator {

        private final Mono<DataBuffer> abort;

        UploadRequest(ServerHttpRequest request, Mono<DataBuffer> abort) {
            super(request);
            this.abort = abort;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().map(UploadRequest::onHeap).takeUntilOther(this.abort);
        }

        private static DataBuffer onHeap(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
        }

    }

}
