package io.inkwell.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.CodecConfigurer;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Rejects bodies with a {@code Content-Encoding}. A small compressed body could exceed
 * the size limit once decompressed.
 */
@Component
class ContentEncodingCheck implements CodecCustomizer {

    private static final String PLAIN = "identity";

    /** Encodings that errors may name. Any other value could be private text. */
    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate", "compress", "br", "zstd");

    @Override
    public void customize(CodecConfigurer codecs) {
        codecs.customCodecs().registerWithDefaultConfig(new Reader());
    }

    private static void requirePlain(HttpHeaders headers) {
        List<String> encodings = headers.getValuesAsList(HttpHeaders.CONTENT_ENCODING)
            .stream()
            .map((encoding) -> encoding.toLowerCase(Locale.ROOT))
            .filter((encoding) -> !encoding.equals(PLAIN))
            .toList();
        if (!encodings.isEmpty()) {
            String given = KNOWN.containsAll(encodings) ? String.join(", ", encodings) : "another encoding";
            throw new ServiceException(ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Encoding header must be absent or identity; given: " + given);
        }
    }

    private static final class Reader extends DecoderHttpMessageReader<byte[]> {

        Reader() {
            super(new ByteArrayDecoder());
        }

        @Override
        public Mono<byte[]> readMono(ResolvableType elementType, ReactiveHttpInputMessage message,
                Map<String, Object> hints) {
            return Mono.fromRunnable(() -> requirePlain(message.getHeaders()))
                .then(super.readMono(elementType, message, hints));
        }

    }

}
