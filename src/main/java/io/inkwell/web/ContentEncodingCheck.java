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
 * Rejects bodies with a {@code Content-Encoding}, or with a {@code Transfer-Encoding}
 * other than chunks. A small compressed body could exceed the size limit once
 * decompressed.
 */
@Component
class ContentEncodingCheck implements CodecCustomizer {

    /** Encodings that errors may name. Any other value could be private text. */
    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate", "compress", "br", "zstd");

    @Override
    public void customize(CodecConfigurer codecs) {
        codecs.customCodecs().registerWithDefaultConfig(new Reader());
    }

    private static void requirePlain(HttpHeaders headers) {
        requireOnly("identity", headers, HttpHeaders.CONTENT_ENCODING);
        requireOnly("chunked", headers, HttpHeaders.TRANSFER_ENCODING);
    }

    private static void requireOnly(String plain, HttpHeaders headers, String name) {
        List<String> encodings = headers.getValuesAsList(name)
            .stream()
            .map((encoding) -> encoding.toLowerCase(Locale.ROOT))
            .filter((encoding) -> !encoding.equals(plain))
            .toList();
        if (!encodings.isEmpty()) {
            String given = KNOWN.containsAll(encodings) ? String.join(", ", encodings) : "another encoding";
            throw new ServiceException(ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "the " + name + " header must be absent or " + plain + "; given: " + given);
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
