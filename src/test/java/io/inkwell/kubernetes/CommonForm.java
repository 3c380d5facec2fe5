package io.inkwell.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Removes expected differences between kustomize and Helm: hashes in ConfigMap names,
 * labels and annotations of Helm's conventions, and the instance label of selectors.
 */
final class CommonForm {

    private static final String INSTANCE = "app.kubernetes.io/instance";

    private static final List<String> OF_HELM = List.of(INSTANCE, "app.kubernetes.io/version",
            "app.kubernetes.io/managed-by", "helm.sh/chart", "checksum/settings");

    private static final Pattern HASHED = Pattern.compile("(inkwell-settings)-[a-z0-9]{10}");

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
    };

    private CommonForm() {
    }

    /** The objects by kind and name. */
    static Map<String, Object> of(Manifests manifests) {
        ObjectMapper mapper = new ObjectMapper();
        return manifests.objects()
            .stream()
            .map((object) -> mapper.convertValue(object, FIELDS))
            .map((object) -> (Map<?, ?>) common(bare(object)))
            .collect(Collectors.toMap(CommonForm::name, (object) -> object, (one, other) -> {
                throw new AssertionError("there are two of " + one);
            }, TreeMap::new));
    }

    /**
     * Removes the namespace, which is a Helm option, and all labels except those of the
     * Service, which selectors use.
     */
    private static Map<String, Object> bare(Map<String, Object> object) {
        Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
        metadata.remove("namespace");
        Object labels = metadata.get("labels");
        if (labels instanceof Map<?, ?> map && !"Service".equals(object.get("kind"))) {
            map.remove("app.kubernetes.io/name");
        }
        return object;
    }

    private static String name(Map<?, ?> object) {
        return object.get("kind") + " " + ((Map<?, ?>) object.get("metadata")).get("name");
    }

    private static Object common(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> fields = new TreeMap<>();
            map.forEach((key, field) -> {
                Object common = common(field);
                boolean isEmpty = common == null || common instanceof Map<?, ?> inner && inner.isEmpty();
                if (!OF_HELM.contains(key) && !(isEmpty && List.of("labels", "annotations").contains(key))) {
                    fields.put(key, common);
                }
            });
            return fields;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CommonForm::common).toList();
        }
        if (value instanceof String text) {
            return HASHED.matcher(text).replaceAll("$1").replace(INSTANCE, "app.kubernetes.io/name").strip();
        }
        return (value != null) ? value : Map.of();
    }

}
