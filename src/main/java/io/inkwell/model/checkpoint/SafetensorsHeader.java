package io.inkwell.model.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the JSON header of a safetensors file under the rules of the reference
 * implementation: every data byte belongs to exactly one tensor. Uses a streaming parser
 * with a token limit, because a malicious header of 100 MB would take gigabytes as a
 * tree.
 */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";

    // A tensor takes about 15 tokens. Limits the memory that a header can consume.
    private static final long MAX_TOKENS = 2_000_000;

    private static final JsonMapper JSON = JsonMapper
        .builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
            .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private final String file;

    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private SafetensorsHeader(String file) {
        this.file = file;
    }

    /**
     * Returns the tensors in header order.
     * @param dataBytes the number of bytes that follow the header
     */
    static Map<String, TensorInfo> read(String file, byte[] json, long dataBytes) throws CheckpointException {
        SafetensorsHeader header = new SafetensorsHeader(file);
        header.parse(json);
        header.requireSeamless(dataBytes);
        return header.tensors;
    }

    private void parse(byte[] json) throws CheckpointException {
        // An explicit reader: given bytes, Jackson also detects UTF-16 and UTF-32.
        Reader utf8 = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = JSON.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw rejection("the header must be a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                add(name, JSON.readTree(parser));
            }
            if (parser.nextToken() != null) {
                throw rejection("the header must be a single JSON object; found trailing data");
            }
        }
        catch (JacksonException ex) {
            throw new CheckpointException(this.file, "the header is not valid JSON: " + ex.getOriginalMessage(), ex);
        }
    }

    private void add(String name, JsonNode entry) throws CheckpointException {
        if (name.equals(METADATA)) {
            if (!entry.isObject() || !entry.valueStream().allMatch(JsonNode::isString)) {
                throw rejection(METADATA + " must be an object of strings");
            }
            return;
        }
        List<Long> offsets = integers(name, entry, "data_offsets");
        if (offsets.size() != 2) {
            throw rejection("tensor \"" + name + "\": data_offsets must be two integers; given: " + offsets);
        }
        List<Long> shape = integers(name, entry, "shape");
        try {
            String dtype = dtype(name, entry);
            this.tensors.put(name, new TensorInfo(name, type(dtype), dtype, shape, offsets.get(0), offsets.get(1)));
        }
        catch (IllegalArgumentException ex) {
            throw new CheckpointException(this.file, String.valueOf(ex.getMessage()), ex);
        }
    }

    // An unknown dtype is not an error, as the tensor may be unused.
    private static ElementType type(String dtype) {
        return Arrays.stream(ElementType.values())
            .filter((type) -> type.name().equals(dtype))
            .findFirst()
            .orElse(ElementType.OTHER);
    }

    private String dtype(String name, JsonNode entry) throws CheckpointException {
        JsonNode dtype = entry.path("dtype");
        if (!dtype.isString()) {
            throw rejection("tensor \"" + name + "\": dtype must be a string");
        }
        return dtype.stringValue();
    }

    private List<Long> integers(String name, JsonNode entry, String field) throws CheckpointException {
        JsonNode values = entry.path(field);
        List<Long> integers = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                integers.add(value.longValue());
            }
        }
        if (!values.isArray() || integers.size() != values.size()) {
            throw rejection("tensor \"" + name + "\": " + field + " must be a list of integers below 2^63");
        }
        return integers;
    }

    private void requireSeamless(long dataBytes) throws CheckpointException {
        List<TensorInfo> inFileOrder = this.tensors.values()
            .stream()
            .sorted(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end))
            .toList();
        long covered = 0;
        for (TensorInfo tensor : inFileOrder) {
            if (tensor.begin() != covered) {
                throw rejection("tensor \"" + tensor.name() + "\" begins at byte " + tensor.begin() + " of the data, "
                        + ((tensor.begin() < covered) ? "inside another tensor" : "after a gap")
                        + ": the tensors before it end at " + covered);
            }
            covered = tensor.end();
        }
        if (covered != dataBytes) {
            throw rejection("the tensors take " + covered + " bytes, but " + dataBytes + " follow the header");
        }
    }

    private CheckpointException rejection(String problem) {
        return new CheckpointException(this.file, problem);
    }

}
