package io.inkwell.fuzz;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Damages JSON documents that stay JSON: removed, copied, exchanged and extreme values.
 * Reaches the checks behind the parser, which damaged bytes rarely do.
 */
public final class JsonMutator {

    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

    /** With four changes, less than the depth that Jackson writes. */
    private static final int MAX_DEPTH = 120;

    private final List<ObjectNode> valid;

    private final List<String> words;

    /**
     * @param valid documents to damage
     * @param words strings that have a meaning in these documents
     */
    public JsonMutator(List<ObjectNode> valid, List<String> words) {
        this.valid = valid;
        this.words = words;
    }

    /** A damaged document in UTF-8, cut at the longest input. */
    public byte[] damaged(RandomGenerator random) {
        byte[] bytes = mutate(random).toString().getBytes(StandardCharsets.UTF_8);
        return (bytes.length > Fuzzer.MAX_INPUT) ? Arrays.copyOf(bytes, Fuzzer.MAX_INPUT) : bytes;
    }

    /** One of the documents with one to four changes. */
    public ObjectNode mutate(RandomGenerator random) {
        ObjectNode root = any(random);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            change(containers(root), random);
        }
        return root;
    }

    private ObjectNode any(RandomGenerator random) {
        return this.valid.get(random.nextInt(this.valid.size())).deepCopy();
    }

    // Small containers hold the options; a large one is a vocabulary.
    private static List<JsonNode> containers(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers, 0);
        return containers;
    }

    private static void collect(JsonNode node, List<JsonNode> containers, int depth) {
        if (!node.isContainer() || depth > 50) {
            return;
        }
        containers.add(node);
        int shown = 0;
        for (JsonNode child : node) {
            if (shown++ < 40) {
                collect(child, containers, depth + 1);
            }
        }
    }

    private void change(List<JsonNode> containers, RandomGenerator random) {
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.isEmpty() ? word(random) : names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(word(random), value(containers, random));
                case 2 -> object.set(text(random), value(containers, random));
                default -> object.set(name, value(containers, random));
            }
        }
        else if (container instanceof ArrayNode array) {
            int at = random.nextInt(array.size() + 1);
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, value(containers, random));
                case 2 -> repeat(array, JSON.stringNode(word(random)), random.nextInt(3000));
                default -> {
                    if (at < array.size()) {
                        array.set(at, value(containers, random));
                    }
                }
            }
        }
    }

    // Only scalars: an object in many places would grow in all of them at once.
    private static void repeat(ArrayNode array, JsonNode scalar, int times) {
        for (int i = 0; i < times; i++) {
            array.add(scalar);
        }
    }

    private JsonNode value(List<JsonNode> containers, RandomGenerator random) {
        return switch (random.nextInt(11)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> number(random);
            case 3 -> JSON.numberNode(random.nextInt(-2, 300));
            case 4 -> JSON.stringNode(text(random));
            case 5, 6, 7 -> JSON.stringNode(word(random));
            case 8 -> containers.get(random.nextInt(containers.size())).deepCopy();
            case 9 -> random.nextBoolean() ? JSON.objectNode() : JSON.arrayNode();
            default -> nested(containers.get(random.nextInt(containers.size())).deepCopy(), random);
        };
    }

    private static JsonNode number(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.numberNode(Long.MAX_VALUE);
            case 1 -> JSON.numberNode(Integer.MAX_VALUE);
            case 2 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(10, 900)));
            case 3 -> JSON.numberNode(random.nextDouble() * 1e300);
            case 4 -> JSON.numberNode(1L << random.nextInt(63));
            default -> JSON.numberNode(-random.nextLong(1L << 40));
        };
    }

    private static JsonNode nested(JsonNode inner, RandomGenerator random) {
        JsonNode nested = inner;
        for (int depth = random.nextInt(MAX_DEPTH); depth > 0; depth--) {
            nested = random.nextBoolean() ? JSON.arrayNode().add(nested) : JSON.objectNode().set("a", nested);
        }
        return nested;
    }

    private String word(RandomGenerator random) {
        return this.words.get(random.nextInt(this.words.size()));
    }

    private String text(RandomGenerator random) {
        String unit = random.nextBoolean() ? word(random)
                : Character.toString(random.nextBoolean() ? random.nextInt(1, 128) : random.nextInt(128, 0xD800));
        return unit.repeat(random.nextInt(random.nextInt(20_000 / Math.max(1, unit.length()) + 1) + 1));
    }

}
