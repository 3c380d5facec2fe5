package io.inkwell.web.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1.1 response parsed by hand, so that no library corrects it.
 *
 * @param headers by name, in the case that was sent
 * @param chunks the chunks of the body
 */
public record RawResponse(String statusLine, Map<String, String> headers, List<byte[]> chunks) {

    private static final String LINE_END = "\r\n";

    /** Reads a response with a chunked body, after which the connection must end. */
    public static RawResponse parse(byte[] bytes) {
        // One character per byte, so that text positions equal byte positions.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int endOfHead = text.indexOf(LINE_END + LINE_END);
        List<String> head = List.of(text.substring(0, endOfHead).split(LINE_END));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(": ");
            headers.merge(line.substring(0, colon), line.substring(colon + 2), (one, other) -> one + ", " + other);
        }
        return new RawResponse(head.get(0), headers, chunks(text.substring(endOfHead + 4)));
    }

    private static List<byte[]> chunks(String body) {
        List<byte[]> chunks = new ArrayList<>();
        int position = 0;
        while (true) {
            int endOfSize = body.indexOf(LINE_END, position);
            int start = endOfSize + 2;
            int end = start + Integer.parseInt(body.substring(position, endOfSize), 16);
            position = end + 2;
            if (!body.startsWith(LINE_END, end)) {
                throw new IllegalArgumentException("a chunk must end with a line end: " + body.substring(start));
            }
            if (end == start) {
                break;
            }
            chunks.add(body.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
        }
        if (position != body.length()) {
            throw new IllegalArgumentException("nothing may follow the last chunk: " + body.substring(position));
        }
        return chunks;
    }

    /** The body as text; fails unless it is valid UTF-8. */
    public String body() throws CharacterCodingException {
        ByteBuffer body = ByteBuffer.allocate(this.chunks.stream().mapToInt((chunk) -> chunk.length).sum());
        this.chunks.forEach(body::put);
        return StandardCharsets.UTF_8.newDecoder().decode(body.flip()).toString();
    }

}
